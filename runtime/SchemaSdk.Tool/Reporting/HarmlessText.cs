using System.Globalization;
using System.Text;

namespace SchemaSdk.Tool.Reporting;

/// <summary>Takes from text of others what would act on its reader: control codes of a terminal, or Markdown and HTML.</summary>
internal static class HarmlessText
{
    // What GitHub's Markdown gives a meaning to, within a line.
    private const string Markup = "\\`*_[]<>#|~&@:$";

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

    /// <summary>One line that Markdown shows as it is: it makes no link, no mention, no table cell and no element.</summary>
    internal static string Markdown(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in Line(text))
        {
            // As a character reference: a backslash does not keep a host from making a mention or a link of an address.
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
}
