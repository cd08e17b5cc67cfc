using System.Net;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>
/// Writes text from schemas and services so that Markdown shows it literally. The text cannot act as an HTML element, as a site template,
/// or as an instruction to include a file.
/// </summary>
internal static partial class SafeMarkdown
{
    private const int MostShown = 240;
    private const int MostOfSummary = 120;

    /// <summary>Escapes text for use within a line of Markdown.</summary>
    internal static string Text(string text)
    {
        var line = Repeated().Replace(HarmlessText.Markdown(text), "$0&#8203;")
            .Replace(@"\<", "&lt;", StringComparison.Ordinal)
            .Replace("{", "&#123;", StringComparison.Ordinal);
        return Start().IsMatch(line) ? $"&#{(int)line[0]};{line[1..]}" : line;
    }

    /// <summary>Escapes text for use as a whole line of Markdown.</summary>
    // Markdown ignores up to three spaces before the mark of a heading, a list or another block.
    internal static string Line(string text) => Text(text.TrimStart(' '));

    /// <summary>Formats text as inline code.</summary>
    internal static string Code(string text)
    {
        var line = NoInclude(HarmlessText.OneLine(text));
        var fence = new string('`', Longest(line) + 1);
        var gap = line.Length == 0 || line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{gap}{line}{gap}{fence}";
    }

    /// <summary>Returns a code block. Control codes other than line breaks are escaped.</summary>
    internal static string Block(string language, string code)
    {
        var fence = new string('`', Math.Max(3, Longest(code) + 1));
        var lines = string.Join('\n', code.Split('\n').Select(HarmlessText.OneLine));

        // A site generator could treat "<!--" as an include directive. In code, "<!--" occurs only in string literals, so \u003c can
        // replace its "<".
        lines = language == "text" ? NoInclude(lines) : lines.Replace("<!--", @"\u003c!--", StringComparison.Ordinal);
        return $"{fence}{language}\n{lines}\n{fence}";
    }

    /// <summary>Puts Markdown into a collapsed section if the text is long; otherwise returns it unchanged.</summary>
    /// <param name="plain">The text without markup.</param>
    /// <param name="markdown">The Markdown.</param>
    internal static string FoldedIfLong(string plain, string markdown) => plain.Length <= MostShown
        ? markdown
        : Folded(markdown, HarmlessText.Cut(plain, MostOfSummary).ReplaceLineEndings(" "));

    /// <summary>Puts Markdown into a collapsed section.</summary>
    internal static string Folded(string markdown, string summary) =>
        $"<details>\n<summary>{Element(HarmlessText.OneLine(summary))}</summary>\n\n{markdown}\n\n</details>";

    private static string Element(string text) => WebUtility.HtmlEncode(text).Replace("{", "&#123;", StringComparison.Ordinal);

    private static string NoInclude(string text) => text.Replace("<!--", "<\u200b!--", StringComparison.Ordinal);

    private static int Longest(string text) => Ticks().Matches(text).Select(static run => run.Length).DefaultIfEmpty().Max();

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();

    // Matches text that opens a container in VitePress, or starts code in MDX, which Docusaurus reads.
    [GeneratedRegex("^(?::|import |export )")]
    private static partial Regex Start();

    // A plugin of the site decodes "&lt;", so "<<<" would include a file. A final "<" matches too, because the next text may add more.
    [GeneratedRegex(@"\\<(?=\\<|\z)")]
    private static partial Regex Repeated();
}
