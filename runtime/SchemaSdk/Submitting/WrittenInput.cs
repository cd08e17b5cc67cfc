using SchemaSdk.Files;
using SchemaSdk.Http;
using SchemaSdk.Services;
using SchemaSdk.Settings;
using SchemaSdk.Uploads;

namespace SchemaSdk.Submitting;

/// <summary>An input as it is sent.</summary>
/// <param name="Text">Its JSON, with a placeholder for each file whose content is sent.</param>
/// <param name="Files">Those files; null: none, and the text is what is sent.</param>
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
    // envelope: what the service wants around it; null: nothing.
    internal async ValueTask<SubmitContent> OpenAsync(SubmitEnvelope? envelope, UploadLimits limits, CancellationToken cancellationToken)
    {
        var body = envelope?.Around(Text.Span) ?? Text;
        if (Files is null)
        {
            return new SubmitContent(body);
        }

        // Where its files stand is told as the caller wrote them, without the envelope.
        var pointers = Files.Pointers(Text.Span);
        return new SubmitContent(await UploadBody.OpenAsync(body, Files, pointers, limits, cancellationToken).ConfigureAwait(false));
    }
}
