using SchemaSdk.Client.Settings;
using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting.Storing;

/// <summary>A file of an input that is to be stored at the service.</summary>
// Pointer: its JSON pointer in the input.
internal sealed record FileToSend(InputFile File, string Pointer, FileToStore Facts)
{
    internal UploadSource Source => File.Source;

    /// <summary>Opens the file for one attempt to send it.</summary>
    /// <exception cref="FileProblemException">The file cannot be sent.</exception>
    internal static async Task<UploadPart> OpenAsync(ClientSettings settings, InputFile file, string pointer, CancellationToken stop)
    {
        (long, string) Limit(string mediaType) => (settings.Uploads.Stored, $"the limit of {settings.Service.Names.Name}");

        // A stream of the application may ignore the cancellation token, and opening a pipe takes none, so the wait observes the token.
        var opening = UploadPart.OpenAsync(file, pointer, Limit, stop).AsTask();
        try
        {
            return await opening.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(opening);
            throw;
        }
    }

    private static async Task CloseAsync(Task<UploadPart> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            (await opening.ConfigureAwait(false)).Content.Dispose();
        }
    }
}
