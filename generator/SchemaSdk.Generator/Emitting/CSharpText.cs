using System.Globalization;
using System.Text;

namespace SchemaSdk.Generator.Emitting;

/// <summary>
/// The one place where text from a schema becomes C# text: literals and comments. Names come from <see cref="Schemas.Model.Identifiers"/>.
/// </summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    /// <param name="value">Any text.</param>
    public static string Literal(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            AppendEscaped(text, c);
        }

        return text.Append('"').ToString();
    }

    /// <summary>A UTF-8 literal of a whole document, on lines of its own where that is possible.</summary>
    /// <param name="value">Any text with line ends as <c>\n</c>; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.</param>
    public static string Utf8Document(string value)
    {
        var text = ReplaceLoneSurrogates(value);
        if (text.Any(NeedsEscape))
        {
            return Literal(text) + "u8";
        }

        var quotes = new string('"', Math.Max(3, LongestRun(text, '"') + 1));
        return $"{quotes}\n{text}\n{quotes}u8";
    }

    /// <summary>Text inside an XML documentation comment, on one line.</summary>
    /// <param name="value">Any text.</param>
    public static string Xml(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in ReplaceLoneSurrogates(value.Trim()))
        {
            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),

                // A line end of any kind would end the comment, and what follows would be code.
                '\n' or '\r' or '\t' or '\u0085' or '\u2028' or '\u2029' => text.Append(' '),

                // Nor may a mark of writing direction make a reader see other code than the compiler does.
                _ when char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF' =>
                    text.Append('\uFFFD'),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    /// <summary>
    /// The field behind a property. Only A to Z have small letters here: elsewhere two capitals can share one, as K and the Kelvin sign do.
    /// </summary>
    /// <param name="name">The property's name.</param>
    public static string Field(string name) =>
        (name[0] is >= 'A' and <= 'Z' ? "_" + (char)(name[0] + 32) : "_" + name[0]) + name.Substring(1);

    private static void AppendEscaped(StringBuilder text, char c)
    {
        _ = c switch
        {
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            '\n' => text.Append("\\n"),
            '\t' => text.Append("\\t"),
            _ when NeedsEscape(c) || char.IsSurrogate(c) =>
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
            _ => text.Append(c),
        };
    }

    /// <summary>Characters that end a line, that no one sees, or that the compiler takes for its own end mark.</summary>
    private static bool NeedsEscape(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t'))
        || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'
        || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static string ReplaceLoneSurrogates(string value)
    {
        char[]? text = null;
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                (text ??= value.ToCharArray())[i] = '\uFFFD';
            }
        }

        return text is null ? value : new string(text);
    }

    private static int LongestRun(string text, char c)
    {
        var (longest, run) = (0, 0);
        foreach (var other in text)
        {
            run = other == c ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
