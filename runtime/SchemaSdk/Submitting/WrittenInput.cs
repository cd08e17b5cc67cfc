using SchemaSdk.Client.Settings;
using SchemaSdk.Files;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting;

/// <summary>An input as it is sent.</summary>
// No record: its equality would keep the code for files in native programs that send none.
internal readonly struct WrittenInput(ReadOnlyMemory<byte> text, InputFiles? files)
{
    /// <summary>Its JSON, with a placeholder for each file whose content is sent.</summary>
    internal ReadOnlyMemory<byte> Text { get; } = text;

    /// <summary>Those files; null: none, and the text is what is sent.</summary>
    internal InputFiles? Files { get; } = files;

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
    // envelope: what the service wants around it; null: nothing.
    internal ValueTask<HttpContent> OpenAsync(SubmitEnvelope? envelope, UploadLimits limits, CancellationToken cancellationToken)
    {
        var body = envelope?.Around(Text.Span) ?? Text;
        return Files is null ? new(new SubmitContent(body)) : Files.OpenAsync(new FilesBody(Text, body, limits, cancellationToken));
    }
}
