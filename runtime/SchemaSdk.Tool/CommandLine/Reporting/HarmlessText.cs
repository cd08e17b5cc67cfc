using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Takes from text of others what would act on its reader: control codes of a terminal, or Markdown and HTML.</summary>
internal static partial class HarmlessText
{
    // A space without a width, in a form that can be seen.
    private const string Gap = "&#8203;";

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
        var escaped = Markup().Replace(Line(text), @"\$0");
        return Found().Replace(escaped.Count(static character => character == '$') > 1 ? escaped.Replace("$", @"\$") : escaped, "$0" + Gap);
    }

    // What GitHub's Markdown gives a meaning to where it stands: a line's first characters, and "_" beside a word but not within one.
    [GeneratedRegex(@"[`*~\[<|]|\\(?=[!-/:-@\[-`{-~])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|^[-#>+=]|(?<=^\d+)[.)]")]
    private static partial Regex Markup();

    // What hosts look for in the text that comes out, where escapes are gone: mentions, numbers of issues, and addresses. Only something
    // in between keeps them from it.
    [GeneratedRegex(@"@(?=\w)|#(?=[0-9])|(?<=www)(?=\.)|(?<=\bgh-)(?=[0-9])|:(?=//)", RegexOptions.IgnoreCase)]
    private static partial Regex Found();
}
