using System.Buffers;
using System.Text.Encodings.Web;

namespace SchemaSdk.Submitting;

/// <summary>An input in the form in which it is sent.</summary>
// Text: the input's JSON, with a placeholder for each file whose content is sent. Files: those files; null if no content is sent.
internal readonly record struct WrittenInput(ReadOnlyMemory<byte> Text, InputFiles? Files)
{
    // The body is not HTML, so only JSON's own escapes are needed. Further escapes would double the size of Japanese text.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an input once, for all attempts to send it.</summary>
    internal static WrittenInput Of<TInput>(TInput input, Action<Utf8JsonWriter, TInput> write)
    {
        ArgumentNullException.ThrowIfNull(input);
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        var files = InputFiles.Begin(writer);
        write(writer, input);
        InputFiles.End(writer);
        writer.Flush();

        // A copy saves memory while thousands of inputs wait, because the buffer is larger than the text.
        return new WrittenInput(buffer.WrittenSpan.ToArray(), files.All.Count > 0 ? files : null);
    }

    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    internal void Check(ModelInfo model)
    {
        if ((Files?.Check(model, Text.Span) ?? model.Validate(Text.Span)) is { Count: > 0 } errors)
        {
            throw new SubmitErrors(model.Id).Input(errors);
        }
    }

    /// <summary>Returns the JSON pointer of a file that was partly read and cannot be read again; null if the input has none.</summary>
    internal string? SpentFile() => Files?.At(Text.Span).FirstOrDefault(static file => file.File.Source.IsSpent).Pointer;

    internal async ValueTask<SubmitContent> OpenAsync(SubmitEnvelope? envelope, UploadLimits limits, CancellationToken stop)
    {
        var body = envelope?.Around(Text.Span) ?? Text;
        if (Files is null)
        {
            return new SubmitContent(body);
        }

        var start = envelope?.Before.Length ?? 0;
        var parts = await UploadPart.OpenAsync(Files.At(Text.Span), limits.Of, staysOpen: true, stop).ConfigureAwait(false);
        return new SubmitContent(new UploadBody(body, start, parts, limits).Checked());
    }
}
