using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Emitting;

/// <summary>
/// Converts text from schemas to C# literals and comments. Identifiers come from <see cref="Schemas.Naming.Identifiers"/>.
/// </summary>
internal static class CSharpText
{
    [MethodImpl(Compiled.AtOnce)]
    public static string Literal(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (Escape(value[i]) is { } escape)
            {
                text.Append(value, start, i - start).Append(escape);
                start = i + 1;
            }
        }

        return text.Append(value, start, value.Length - start).Append('"').ToString();
    }

    /// <summary>Writes a document as a UTF-8 literal: on one line if any character needs an escape, else over several lines.</summary>
    /// <param name="value">Text with <c>\n</c> as line endings. A lone surrogate, which UTF-8 cannot encode, becomes U+FFFD.</param>
    public static string Utf8Document(string value)
    {
        var text = ReplaceLoneSurrogates(value);
        if (AnyNeedsEscape(text))
        {
            return Literal(text) + "u8";
        }

        var quotes = new string('"', Math.Max(3, LongestRun(text, '"') + 1));
        return $"{quotes}\n{text}\n{quotes}u8";
    }

    /// <summary>Writes a raw string literal of several lines, each indented by four spaces.</summary>
    /// <param name="value">
    /// Lines separated by <c>\n</c>. If any line contains invisible characters, the result is an ordinary literal on one line.
    /// </param>
    public static string Lines(string value)
    {
        if (AnyNeedsEscape(value) || value.IndexOf('\t') >= 0)
        {
            return Literal(value);
        }

        var quotes = new string('"', Math.Max(3, LongestRun(value, '"') + 1));
        return $"{quotes}\n    {value.Replace("\n", "\n    ")}\n    {quotes}";
    }

    /// <summary>Escapes text for an XML documentation comment and puts it on one line.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Xml(string value)
    {
        var plain = ReplaceLoneSurrogates(value.Trim());
        StringBuilder? text = null;
        var start = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            if (XmlEscape(plain[i]) is { } escape)
            {
                (text ??= new StringBuilder(plain.Length + 8)).Append(plain, start, i - start).Append(escape);
                start = i + 1;
            }
        }

        return text is null ? plain : text.Append(plain, start, plain.Length - start).ToString();
    }

    /// <summary>Escapes text for a double-quoted attribute in an XML documentation comment.</summary>
    public static string XmlAttribute(string value) => Xml(value).Replace("\"", "&quot;");

    /// <summary>
    /// Returns the field name for a property, such as <c>_prompt</c> for <c>Prompt</c>. Only A to Z are converted to lower case: K and the
    /// Kelvin sign have the same lower-case letter, so their fields would otherwise clash.
    /// </summary>
    public static string Field(string name) =>
        (name[0] is >= 'A' and <= 'Z' ? "_" + (char)(name[0] + 32) : "_" + name[0]) + name.Substring(1);

    [MethodImpl(Compiled.AtOnce)]
    private static string? XmlEscape(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",

        // A line break would end the comment and turn the rest of the text into code.
        '\n' or '\r' or '\t' or '\u0085' or '\u2028' or '\u2029' => " ",

        // Bidirectional control characters can make code look different from what the compiler sees.
        _ when char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF' => "\uFFFD",
        _ => null,
    };

    [MethodImpl(Compiled.AtOnce)]
    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        _ when NeedsEscape(c) || char.IsSurrogate(c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };

    [MethodImpl(Compiled.AtOnce)]
    private static bool AnyNeedsEscape(string text)
    {
        foreach (var c in text)
        {
            if (NeedsEscape(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns true for a character that is invisible, or that the compiler takes for the end of a line or of the file. Always false for
    /// <c>\n</c>, tabs and surrogates.
    /// </summary>
    private static bool NeedsEscape(char c) => c is not ('\n' or '\t') && !char.IsSurrogate(c) && UnseenText.Has(c);

    [MethodImpl(Compiled.AtOnce)]
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

    [MethodImpl(Compiled.AtOnce)]
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
