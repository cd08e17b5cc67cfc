using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Extracts text from HTML as a browser shows it. Styles and scripts are omitted.</summary>
internal static class HtmlPage
{
    // The parser takes quadratic time for nested elements. Real pages have a few thousand elements.
    private const int MostElements = 30_000;

    // A tag keeps at most this many attributes, because the parser compares each attribute of a tag with all others.
    private const int MostAttributes = 500;

    private static readonly HashSet<string> Unseen = new(
        ["head", "script", "style", "template", "noscript", "svg", "iframe", "object"], StringComparer.Ordinal);

    private static readonly HashSet<string> Lines = new(
        [
            "address", "article", "aside", "blockquote", "br", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
            "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
            "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
        ],
        StringComparer.Ordinal);

    /// <param name="page">Collects the text.</param>
    /// <param name="name">The path or URL of the page, for messages.</param>
    /// <param name="html">The HTML. It may be only a part of the page.</param>
    /// <param name="line">The line of the page on which the HTML begins.</param>
    /// <exception cref="ToolException">The page has too many elements.</exception>
    internal static void AddTo(PageText page, string name, string html, int line)
    {
        using var document = Parse(name, html);
        var first = line;
        // Uses its own stack, because a deeply nested page would overflow the call stack. Keeps the index of each child, because finding
        // the next sibling takes linear time.
        var open = new Stack<(INode Node, int Child)>([(document.Body!, 0)]);
        while (open.TryPop(out var at))
        {
            if (at.Child < at.Node.ChildNodes.Length)
            {
                open.Push((at.Node, at.Child + 1));
                var child = at.Node.ChildNodes[at.Child];
                line = Math.Max(line, first - 1 + ((child as IElement)?.SourceReference?.Position.Line ?? 0));
                if (child is IText text)
                {
                    page.Add(text.Data, line);
                    line += text.Data.AsSpan().Count('\n');
                }
                else if (child is IElement element && !Unseen.Contains(element.LocalName))
                {
                    BreakAt(page, element);
                    open.Push((element, 0));
                }
            }
            else
            {
                BreakAt(page, (IElement)at.Node);
            }
        }

        page.BreakLine();
    }

    /// <summary>Returns the encoding that the start of a page declares; null if none is declared.</summary>
    internal static string? CharsetIn(string start)
    {
        using var document = new HtmlParser().ParseDocument(start);
        return document.QuerySelector("meta[charset]")?.GetAttribute("charset")
            ?? document.QuerySelectorAll<IHtmlMetaElement>("meta[http-equiv]")
                .Where(meta => meta.HttpEquivalent?.Equals("content-type", StringComparison.OrdinalIgnoreCase) is true)
                .Select(meta => meta.Content?.Split("charset=", 2))
                .FirstOrDefault(parts => parts is { Length: 2 })?[1].Trim(' ', '"', '\'', ';');
    }

    private static IHtmlDocument Parse(string name, string html)
    {
        var elements = 0;
        var options = new HtmlParserOptions
        {
            IsKeepingSourceReferences = true,
            ShouldEmitAttribute = static (ref token, _) => token.Attributes.Count < MostAttributes,
            OnCreated = (_, _) =>
            {
                if (++elements > MostElements)
                {
                    throw new ToolException(
                        ExitCode.WrongUsage,
                        $"{name} has more than {MostElements} elements. Save only the part that "
                        + "contains the schemas, as a text file.");
                }
            },
        };
        return new HtmlParser(options).ParseDocument(html);
    }

    private static void BreakAt(PageText page, IElement element)
    {
        if (Lines.Contains(element.LocalName))
        {
            page.BreakLine();
        }
    }
}
