using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

internal ref partial struct RuleLine
{
    public string JsonArray(int maxDepth) => IsAtEnd || _text[_at] != '[' ? throw Expected("a JSON array") : Json(maxDepth);

    /// <summary>Reads a JSON value and the space after it. Decodes most escapes of characters beyond ASCII.</summary>
    public string Json(int maxDepth)
    {
        var start = this;
        var json = new StringBuilder();
        var (depth, isText) = (0, false);
        for (; !IsAtEnd && (isText || depth > 0 || _text[_at] is not (' ' or ',')); _at++)
        {
            var c = _text[_at];
            depth += isText ? 0 : c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            isText ^= c == '"';
            if (c != '\\')
            {
                json.Append(c);
                continue;
            }

            json.Append(JsonEscape());
            _at--;
        }

        PassSpace();
        var text = json.Length > 0 && depth == 0 && !isText ? json.ToString() : throw Expected("JSON");
        return IsJson(text, maxDepth) ? text : throw start.Expected("JSON");
    }

    /// <summary>Validates the JSON once, so that later checks can assume valid JSON.</summary>
    private static bool IsJson(string text, int maxDepth)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads an escape sequence. Decodes characters from U+007F on, except line breaks and lone surrogates.</summary>
    private string JsonEscape()
    {
        var start = _at;
        var unit = Escape();
        if (char.IsHighSurrogate(unit) && Rest.StartsWith("\\u", StringComparison.Ordinal))
        {
            var end = _at;
            var second = Escape();
            if (char.IsLowSurrogate(second))
            {
                return new string([unit, second]);
            }

            _at = end;
        }

        var isAsIs = unit >= 0x7F && unit is not ('\u0085' or '\u2028' or '\u2029') && !char.IsSurrogate(unit);
        return isAsIs ? unit.ToString() : _text[start.._at].ToString();
    }

    /// <summary>Reads and decodes a JSON escape sequence.</summary>
    private char Escape()
    {
        var rest = Rest;
        if (rest.Length >= 6
            && rest[1] == 'u'
            && ushort.TryParse(rest[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            _at += 6;
            return (char)unit;
        }

        var at = rest.Length < 2 ? -1 : "\"\\/bfnrt".IndexOf(rest[1], StringComparison.Ordinal);
        if (at < 0)
        {
            throw Expected("an escape");
        }

        _at += 2;
        return "\"\\/\b\f\n\r\t"[at];
    }
}
