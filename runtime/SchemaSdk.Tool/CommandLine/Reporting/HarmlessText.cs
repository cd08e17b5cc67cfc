using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>
/// Escapes text that does not come from the tool, so that the text cannot act as terminal control codes, Markdown or HTML.
/// </summary>
internal static partial class HarmlessText
{
    // A zero-width space, which breaks up text that would become a link.
    private const string Gap = "&#8203;";

    /// <summary>Shortens text to <paramref name="most"/> characters and an ellipsis, if necessary. Never splits a surrogate pair.</summary>
    internal static string Cut(string text, int most) => text.Length <= most ? text
        : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}…";

    /// <summary>Returns one line for a terminal or a log. Escapes <c>##[</c>, because GitHub runs <c>##[command]</c> in a log.</summary>
    internal static string Line(string text) => OneLine(text).Replace("##[", @"##\u005B", StringComparison.Ordinal);

    /// <summary>Returns one line that a terminal shows literally.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // The category Format includes characters that change the text direction.
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

    /// <summary>Returns one line that Markdown shows literally: without mentions, links, table cells or HTML elements.</summary>
    internal static string Markdown(string text)
    {
        var escaped = Markup().Replace(OneLine(text), @"\$0");
        return Found().Replace(escaped.Count(static character => character == '$') > 1 ? escaped.Replace("$", @"\$") : escaped, "$0" + Gap);
    }

    // Matches characters that GitHub's Markdown would interpret. A final backslash matches too, because punctuation may follow.
    [GeneratedRegex(@"[`*~\[\]<|]|\\(?=[!-/:-@\[-`{-~]|$)|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|^[-#>+=]|(?<=^\d+)[.)]")]
    private static partial Regex Markup();

    // Mentions, issue numbers and URLs become links after rendering, so a backslash cannot prevent the links.
    [GeneratedRegex(@"@(?=\w)|#(?=[0-9])|(?<=www)(?=\.)|(?<=\bgh-)(?=[0-9])|:(?=//)", RegexOptions.IgnoreCase)]
    private static partial Regex Found();
}
