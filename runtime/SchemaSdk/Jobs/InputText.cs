using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Errors;

namespace SchemaSdk.Jobs;

/// <summary>An input as it is sent: written once, checked as written.</summary>
internal static class InputText
{
    // The body is no HTML: Japanese prompts stay readable and a third as long.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    internal static ReadOnlyMemory<byte> Write<TInput>(TInput input, Action<Utf8JsonWriter, TInput> write)
    {
        if (input is null)
        {
            throw new ArgumentNullException(nameof(input));
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer, input);
        }

        return buffer.WrittenMemory;
    }

    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    internal static void Check(ModelInfo model, ReadOnlyMemory<byte> text)
    {
        var errors = model.Validate(text.Span);
        if (errors.Count > 0)
        {
            throw new SubmitErrors(model.Id).Input(errors);
        }
    }
}
