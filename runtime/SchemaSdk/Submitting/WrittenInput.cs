using SchemaSdk.Client.Settings;
using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting;

/// <summary>An input as it is sent.</summary>
/// <param name="Text">Its JSON, with a placeholder for each file whose content is sent.</param>
/// <param name="Files">Those files; null: there are none, and the text is what is sent.</param>
internal readonly record struct WrittenInput(ReadOnlyMemory<byte> Text, InputFiles? Files)
{
    /// <summary>Returns the name of a file that was read in part and cannot be read again; null if there is none.</summary>
    internal string? SpentFile()
    {
        for (var i = 0; i < Files?.All.Count; i++)
        {
            if (Files.All[i].Source.IsSpent)
            {
                return Files.Pointers(Text.Span)[i];
            }
        }

        return null;
    }

    /// <summary>Makes the body of one attempt.</summary>
    /// <exception cref="UploadException">A file cannot be sent.</exception>
    // envelope: what the service wants around the input; null: nothing.
    internal async ValueTask<SubmitContent> OpenAsync(SubmitEnvelope? envelope, UploadLimits limits, CancellationToken stop)
    {
        var body = envelope?.Around(Text.Span) ?? Text;
        if (Files is null)
        {
            return new SubmitContent(body);
        }

        // A stream of the application may ignore the token, and a pipe has none, so the wait has its own.
        var opening = UploadBody.OpenAsync(body, Files, Files.Pointers(Text.Span), limits, stop).AsTask();
        try
        {
            return new SubmitContent(await opening.WaitAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(opening);
            throw;
        }
    }

    // Disposes of what is opened after the submit was stopped.
    private static async Task CloseAsync(Task<UploadBody> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            (await opening.ConfigureAwait(false)).Dispose();
        }
    }
}
