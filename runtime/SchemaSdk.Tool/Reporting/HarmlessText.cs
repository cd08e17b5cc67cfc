using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Reporting;

/// <summary>Takes from text of others what would act on its reader: control codes of a terminal, or Markdown and HTML.</summary>
internal static partial class HarmlessText
{
    // What GitHub's Markdown gives a meaning to, within a line.
    private const string Markup = "\\`*_[]<>#|~&@:$" + Gap;

    // A space without a width.
    private const string Gap = "\u200B";

    /// <summary>One line that a terminal shows as it is.</summary>
    internal static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Line ends, escape codes, and what turns the direction of writing.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                line.Append(rune);
            }
        }

        return line.ToString();
    }

    /// <summary>One line that Markdown shows as it is: it makes no mention, no address, no table cell and no element.</summary>
    internal static string Markdown(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in Found().Replace(Line(text), "$0" + Gap))
        {
            // As a character reference, which is text wherever it stands in a line.
            if (Markup.Contains(character))
            {
                line.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
            }
            else
            {
                line.Append(character);
            }
        }

        return line.ToString();
    }

    // What hosts look for in the text that comes out, where character references are characters again: mentions, numbers of issues, and
    // addresses. Only something in between keeps them from it.
    [GeneratedRegex(@"[@#]|(?<=www)(?=\.)|(?<=\bgh-)(?=[0-9])|:(?=//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Found();
}
