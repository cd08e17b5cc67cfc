using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Files;

namespace SchemaSdk.Submitting;

/// <summary>An input as it is sent: written once, checked as written.</summary>
internal static class InputText
{
    // The body is not HTML: Japanese prompts stay readable and take a third of the length.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FirstBytes = 1 << 10;
    private const int MostBytesKept = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Code of the application moved what it wrote.</exception>
    internal static WrittenInput Write<TInput>(TInput input, Action<Utf8JsonWriter, TInput> write)
    {
        if (input is null)
        {
            throw new ArgumentNullException(nameof(input));
        }

        // The text is copied: it may wait long for its turn, and then as one of thousands. Nobody else has the buffer while it is written.
        var buffer = t_buffer ?? new ArrayBufferWriter<byte>(FirstBytes);
        t_buffer = null;
        InputFiles? files;
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            InputFiles.Begin(writer);
            try
            {
                write(writer, input);
            }
            finally
            {
                files = InputFiles.End(writer);
            }
        }

        var text = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostBytesKept)
        {
            buffer.ResetWrittenCount();
            t_buffer = buffer;
        }

        return files is null || files.AreIn(text)
            ? new WrittenInput(text, files)
            : throw new InvalidOperationException("The writer of an input was reset after a file was written into it.");
    }

    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    internal static void Check(ModelInfo model, WrittenInput input)
    {
        var errors = input.Files is { } files ? files.Check(model, input.Text.Span) : model.Validate(input.Text.Span);
        if (errors.Count > 0)
        {
            throw new SubmitErrors(model.Id).Input(errors);
        }
    }
}
