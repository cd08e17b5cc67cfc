using SchemaSdk.Client.Settings;
using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Submitting;

/// <summary>Makes the body of one attempt that has files.</summary>
/// <param name="text">The input as the caller wrote it: where its files stand is told by it.</param>
/// <param name="body">What is sent, with what the service wants around it.</param>
/// <param name="limits">The sizes that may be sent.</param>
/// <param name="stop">Ends the opening of the files.</param>
internal sealed class FilesBody(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> body, UploadLimits limits, CancellationToken stop)
    : IFilesBody
{
    /// <exception cref="UploadException">A file cannot be sent.</exception>
    public async ValueTask<HttpContent> OpenAsync(InputFiles files)
    {
        // A stream of the application may ignore the token, and a pipe has none; the wait does not.
        var opening = UploadBody.OpenAsync(body, files, files.Pointers(text.Span), limits, stop).AsTask();
        try
        {
            return new SubmitContent(await opening.WaitAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late =>
                {
                    if (late.IsCompletedSuccessfully)
                    {
                        late.Result.Dispose();
                    }
                    else
                    {
                        _ = late.Exception;   // observed: nobody is left whom it concerns
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            throw;
        }
    }
}
