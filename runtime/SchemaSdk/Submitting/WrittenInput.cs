using SchemaSdk.Client.Settings;
using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting;

/// <summary>An input in the form in which it is sent.</summary>
// Text: its JSON, with a placeholder for each file whose content is sent. Files: null if there are none.
internal readonly record struct WrittenInput(ReadOnlyMemory<byte> Text, InputFiles? Files)
{
    /// <summary>Returns the JSON pointer of a file that was partly read and cannot be read again; null if there is none.</summary>
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

    /// <summary>Returns the input with the addresses of stored files.</summary>
    internal WrittenInput With(IReadOnlyDictionary<UploadSource, string> addresses)
    {
        if (Files is null || addresses.Count == 0)
        {
            return this;
        }

        var (json, left) = Files.Replace(Text.Span, addresses);
        return new WrittenInput(json, left);
    }

    /// <summary>Creates the body of one attempt.</summary>
    // envelope: the text that the service expects around the input; null if it expects none.
    internal async ValueTask<SubmitContent> OpenAsync(SubmitEnvelope? envelope, UploadLimits limits, CancellationToken stop)
    {
        var body = envelope?.Around(Text.Span) ?? Text;
        if (Files is null)
        {
            return new SubmitContent(body);
        }

        // A stream of the application may ignore the cancellation token, and opening a pipe takes none, so the wait observes the token.
        var files = envelope is null ? Files : Files.After(envelope.Before.Length);
        var opening = UploadBody.OpenAsync(body, files, Files.Pointers(Text.Span), limits, stop).AsTask();
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

    // Disposes a body that is opened only after the submit was cancelled.
    private static async Task CloseAsync(Task<UploadBody> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            (await opening.ConfigureAwait(false)).Dispose();
        }
    }
}
