using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the strings that a schema lists for a member. A service may send other strings.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownTexts
{
    private readonly Utf8Texts _texts;

    /// <summary>Creates a set of strings.</summary>
    /// <param name="values">The strings, unescaped. They must not contain duplicates.</param>
    public KnownTexts(params string[] values) => _texts = new Utf8Texts(values);

    /// <summary>The strings as text for error messages: each in quotes, the whole truncated to 300 characters.</summary>
    internal string Allowed => JsonText.Cut(_texts.Values.Length == 0 ? "" : $"\"{string.Join("\", \"", _texts.Values)}\"");

    /// <summary>Returns true if the schema lists this string. Case matters.</summary>
    /// <param name="value">The string. For null, the result is false.</param>
    public bool Contains(string? value)
    {
        foreach (var text in _texts.Values)
        {
            if (text == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks up the current string without allocating. The string may contain escape sequences.</summary>
    /// <param name="reader">The reader, on a string.</param>
    /// <returns>The position of the string in the list, or -1 if it is not listed.</returns>
    public int Find(ref Utf8JsonReader reader) => _texts.Find(ref reader);

    /// <summary>Reads a string. For a listed string, returns the same instance every time and allocates nothing.</summary>
    /// <param name="reader">The reader, on a string or on null.</param>
    /// <returns>The string, listed or not; null for JSON null.</returns>
    /// <exception cref="JsonException">The value is neither a string nor null.</exception>
    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.Null
                ? null
                : throw new JsonException($"A JSON string, such as {Allowed}, was expected, but the JSON has {reader.TokenType}.");
        }

        var at = Find(ref reader);
        return at < 0 ? reader.GetString() : _texts.Values[at];
    }
}
