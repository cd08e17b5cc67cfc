using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>Copies JSON, hides some values, and replaces strings.</summary>
/// <param name="hides">
/// A function that returns true if a value must be hidden. It takes the JSON pointer and the name of a member. An item of an array has no
/// name, so its pointer is passed twice.
/// </param>
/// <param name="text">A function that takes a string and returns the string to write in its place.</param>
/// <param name="isOutput">
/// True for an output. There, a hidden value that is not a string becomes null, because a client can read null in place of any value. In an
/// input, every hidden value becomes the same string, so that hidden values never differ.
/// </param>
internal sealed class JsonRewriter(Func<string, string, bool> hides, Func<string, string> text, bool isOutput = false)
{
    public const string Hidden = "[scrubbed]";

    public const int MostDepth = 256;

    /// <summary>Escapes only a few kinds of characters, so that strings stay readable.</summary>
    public static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static readonly JsonDocumentOptions Read = new() { MaxDepth = MostDepth };

    /// <exception cref="InvalidOperationException">A string has an unpaired surrogate.</exception>
    public ReadOnlyMemory<byte> Rewrite(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Written with { MaxDepth = MostDepth, Indented = false }))
        {
            Write(writer, value, "");
        }

        return buffer.WrittenMemory;
    }

    public static IEnumerable<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static member => TextsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsIn),
        _ => [],
    };

    /// <summary>Returns the JSON pointer of a member.</summary>
    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Below(string pointer, int item) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{item}");

    private void Write(Utf8JsonWriter writer, JsonElement value, string pointer, string name)
    {
        if (!hides(pointer, name))
        {
            Write(writer, value, pointer);
        }
        else if (isOutput && value.ValueKind != JsonValueKind.String)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(Hidden);
        }
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, string pointer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    var below = Below(pointer, member.Name);
                    writer.WritePropertyName(text(member.Name));
                    Write(writer, member.Value, below, member.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var item = 0;
                foreach (var one in value.EnumerateArray())
                {
                    var place = Below(pointer, item++);
                    Write(writer, one, place, place);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(text(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
