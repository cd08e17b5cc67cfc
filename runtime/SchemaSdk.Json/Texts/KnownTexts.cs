using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the texts that a schema lists for a string. A service may send others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownTexts
{
    private readonly Utf8Texts _texts;

    /// <summary>Creates a set of texts.</summary>
    /// <param name="values">The texts, unescaped, each once.</param>
    public KnownTexts(params string[] values) => _texts = new Utf8Texts(values);

    /// <summary>The texts in quotes, as in an error message, cut at 300 characters.</summary>
    internal string Allowed => JsonText.Cut(_texts.Values.Length == 0 ? "" : $"\"{string.Join("\", \"", _texts.Values)}\"");

    /// <summary>Returns true if a text is exactly one of the listed ones.</summary>
    /// <param name="value">The text; null is never listed.</param>
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

    /// <summary>Looks up the current string, escaped or not, without allocations.</summary>
    /// <param name="reader">On a string.</param>
    /// <returns>The position of the text, or -1 for another text.</returns>
    public int Find(ref Utf8JsonReader reader) => _texts.Find(ref reader);

    /// <summary>Reads a string; for a listed text it always returns the same instance, so nothing is allocated.</summary>
    /// <param name="reader">On a string or on null.</param>
    /// <returns>The text, listed or not; null for JSON null.</returns>
    /// <exception cref="JsonException">The value is neither a string nor null.</exception>
    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.Null
                ? null
                : throw new JsonException($"One of {Allowed} or another JSON string is expected, not {reader.TokenType}.");
        }

        var at = Find(ref reader);
        return at < 0 ? reader.GetString() : _texts.Values[at];
    }
}
