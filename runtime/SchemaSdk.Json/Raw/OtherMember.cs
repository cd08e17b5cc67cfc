using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// A JSON member that is kept as text: its name and its value. White space between tokens is removed. The value is parsed on first use.
/// </summary>
internal sealed class OtherMember
{
    private object? _parsed;   // a boxed JsonElement, so that assigning it is atomic

    public OtherMember(string name, byte[] raw)
    {
        Name = name;
        Raw = raw;
    }

    /// <param name="name">The name of the member.</param>
    /// <param name="reader">The reader, on the first token of the value; on return, on its last token.</param>
    public OtherMember(string name, ref Utf8JsonReader reader)
        : this(name, RawJson.Read(ref reader))
    {
    }

    /// <exception cref="ArgumentException">The element was never set.</exception>
    public OtherMember(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException(
                $"The value of '{name}' is a JsonElement that was never set; for JSON null, parse \"null\".",
                nameof(value));
        }

        // Raw is a copy, because the JsonDocument behind the element may be disposed before the object is written.
        Name = name;
        Raw = RawJson.Copy(Encoding.UTF8.GetBytes(value.GetRawText()));
    }

    public string Name { get; }

    public byte[] Raw { get; }

    public JsonElement Value => (JsonElement)(_parsed ??= RawJson.Parse(Raw));
}
