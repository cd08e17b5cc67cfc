using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Files;

namespace SchemaSdk.Submitting;

/// <summary>Writes an input once, in the form in which it is sent, and checks the written text.</summary>
internal static class InputText
{
    // The body is not HTML, so it needs no escapes. Without them, Japanese prompts stay readable and have a third of the length.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidOperationException">Code of the application reset the writer.</exception>
    internal static WrittenInput Write<TInput>(TInput input, Action<Utf8JsonWriter, TInput> write)
    {
        if (input is null)
        {
            throw new ArgumentNullException(nameof(input));
        }

        var buffer = new ArrayBufferWriter<byte>();
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

        // Copied, because the buffer is larger, and thousands of inputs may wait for a long time.
        var text = buffer.WrittenSpan.ToArray();
        return files is null || files.AreIn(text)
            ? new WrittenInput(text, files)
            : throw new InvalidOperationException("The writer of an input was reset after a file had been written to it.");
    }

    internal static void Check(ModelInfo model, WrittenInput input)
    {
        var errors = input.Files is { } files ? files.Check(model, input.Text.Span) : model.Validate(input.Text.Span);
        if (errors.Count > 0)
        {
            throw new SubmitErrors(model.Id).Input(errors);
        }
    }
}
