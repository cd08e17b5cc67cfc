using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.Ledgers;

/// <summary>
/// One text for all texts of an equal JSON value: members by their names, no white space, and one way to write a string. Numbers stay as
/// they are written.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Writes a value in that way.</summary>
    /// <param name="json">One JSON value.</param>
    internal static byte[] Of(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        using (var document = JsonDocument.Parse(json, AnyDepth))
        using (var writer = new Utf8JsonWriter(output, Written))
        {
            Write(document.RootElement, writer);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The SHA-256 of a text, in lower-case hexadecimal digits.</summary>
    internal static string HashOf(ReadOnlySpan<byte> text) => Convert.ToHexString(SHA256.HashData(text)).ToLowerInvariant();

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
