using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>Writes an input in its recorded form: scrubbed, with a hash in place of each file, as canonical JSON.</summary>
internal sealed class RecordedInputs(Scrubber scrubber, KnownFiles files)
{
    /// <summary>Returns the body of a request. Reads the body of a submit without marking the submit as sent.</summary>
    public static async Task<ReadOnlyMemory<byte>> BodyOf(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content switch
        {
            null => default,
            SubmitContent submit => await submit.ReadAsync(cancellationToken).ConfigureAwait(false),
            var other => await other.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
        };

    /// <summary>Reads the input from the body of a submit.</summary>
    /// <exception cref="ModelRecordingException">The input is not JSON, or is nested too deeply.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> body, RequestMark mark)
    {
        var details = mark.Call.Details!;
        if (mark.Service.EnvelopeOf(details) is { } envelope)
        {
            body = body[envelope.Before.Length..(body.Length - envelope.After.Length)];
        }

        try
        {
            using var document = JsonDocument.Parse(body, JsonRewriter.Read);
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            // The client does not retry after an exception of this type.
            throw new ModelRecordingException(
                $"The input of {details.ModelId} cannot be recorded, so nothing was sent: {wrong.Message}", wrong)
            {
                ModelId = details.ModelId,
            };
        }
    }

    /// <exception cref="InvalidOperationException">A string has an unpaired surrogate.</exception>
    public string Canonical(JsonElement input)
    {
        var text = new JsonRewriter(scrubber.Hides, TextOf).Rewrite(input);
        using var document = JsonDocument.Parse(text, JsonRewriter.Read);
        return RecordingReader.Canonical(document.RootElement);
    }

    /// <summary>Returns true if an input contains a sample that was played instead of an output file.</summary>
    public bool HasSample(JsonElement input) =>
        JsonRewriter.TextsIn(input).Any(text => HashOf(text) is { } hash && files.IsSample(hash));

    private string TextOf(string text) => HashOf(text) is { } hash ? RecordedFile.InputOf(hash) : scrubber.Scrub(text);

    private string? HashOf(string text) =>
        files.HashOf(text) ?? (DataFile.Read(text) is { } file ? KnownFiles.HashOf(file.Content) : null);
}
