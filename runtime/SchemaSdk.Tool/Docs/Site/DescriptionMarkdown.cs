using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>
/// Rewrites the Markdown of a description so that it contains only harmless elements: paragraphs, emphasis, lists, code, and links to
/// the web. Everything else, such as HTML or an image, is shown as text.
/// </summary>
internal static partial class DescriptionMarkdown
{
    // Longer descriptions are shown as text, because parsing many brackets from a hostile schema takes quadratic time.
    private const int MostCharacters = 20_000;

    internal static string Of(string description)
    {
        try
        {
            return description.Length <= MostCharacters ? Blocks(Markdown.Parse(description), "\n\n") : Text(description);
        }
        catch (ArgumentException)
        {
            // Markdig throws this exception if the description is nested too deeply.
            return Text(description);
        }
    }

    private static string Blocks(ContainerBlock blocks, string between) =>
        string.Join(between, blocks.Select(Write).Where(static block => block.Length > 0));

    private static string Write(Block block) => block switch
    {
        HeadingBlock heading => Line(heading.Inline) is { Length: > 0 } line ? $"**{line}**" : "",
        HtmlBlock html => Text(html.Lines.ToString()),
        LeafBlock { Inline: { } inline } => Line(inline),
        CodeBlock code => SafeMarkdown.Block("text", code.Lines.ToString()),
        ListBlock list => string.Join(
            '\n', list.OfType<ListItemBlock>().Select(item => Item(list.IsOrdered ? $"{item.Order}. " : "- ", item))),
        ContainerBlock inner => Blocks(inner, "\n\n"),
        _ => "",
    };

    private static string Item(string mark, ContainerBlock item) => mark + Indented(Blocks(item, "\n\n"), new string(' ', mark.Length));

    /// <summary>Indents all lines except the first line and empty lines.</summary>
    internal static string Indented(string markdown, string margin) =>
        markdown.Replace("\n", $"\n{margin}", StringComparison.Ordinal).Replace($"\n{margin}\n", "\n\n", StringComparison.Ordinal);

    private static string Line(ContainerInline? inline) => string.Concat((inline ?? []).Select(Write)).Trim();

    private static string Write(Inline inline) => inline switch
    {
        LiteralInline literal => SafeMarkdown.Text(literal.Content.ToString()),
        CodeInline code => SafeMarkdown.Code(code.Content),
        LineBreakInline => "\\\n",
        HtmlEntityInline entity => SafeMarkdown.Text(entity.Transcoded.ToString()),
        HtmlInline html => SafeMarkdown.Text(html.Tag),
        AutolinkInline link => Link(SafeMarkdown.Text(link.Url), link.Url),
        LinkInline link => Link(Line(link), link.IsImage ? null : link.Url),
        EmphasisInline emphasis => Emphasis(Line(emphasis), new string('*', emphasis.DelimiterCount)),
        ContainerInline container => Line(container),
        _ => "",
    };

    private static string Emphasis(string text, string mark) => text.Length > 0 ? $"{mark}{text}{mark}" : "";

    private static string Link(string text, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && text.Length > 0
            ? $"[{text}]({Unclosed().Replace(address.AbsoluteUri, static end => Uri.HexEscape(end.Value[0]))})"
            : text;

    private static string Text(string lines) =>
        string.Join("\\\n", lines.Split('\n').Select(SafeMarkdown.Line));

    // Matches characters that would end the URL or start an HTML entity.
    [GeneratedRegex(@"[()]|&(?=#?\w+;)")]
    private static partial Regex Unclosed();
}
