using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SchemaSdk.Testing;

/// <summary>The code blocks, tables, links and headings of a documentation page.</summary>
public sealed partial class Page
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly MarkdownDocument _document;

    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n");
        _document = Markdown.Parse(Text, Pipeline);
    }

    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", .. In("docs", "*.md"), .. In("schemas", "*.md"), .. In("services", "*.md"),
        .. In("runtime", "PACKAGE.md"),
    ];

    /// <summary>The path relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<PageBlock> Blocks => [.. _document
        .Descendants<FencedCodeBlock>()
        .Select(block => new PageBlock(Path, block.Line + 1, block.Info ?? "", block.Arguments ?? "", block.Lines.ToString()))];

    /// <summary>The targets of all links and images within the repository.</summary>
    public IReadOnlyList<string> Links => [.. _document
        .Descendants<LinkInline>()
        .Select(link => link.Url!)
        .Where(url => !url.Contains("://", StringComparison.Ordinal))];

    /// <summary>The fragments that links use for the headings of this page.</summary>
    public IReadOnlyList<string> Anchors => [.. _document
        .Descendants<HeadingBlock>()
        .Select(heading => string.Concat(heading.Inline!.Descendants().Select(TextOf)))
        .Select(heading => NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'))];

    public static Page Read(string path) => new(path);

    /// <summary>The texts in backticks in a cell of a table.</summary>
    public static IEnumerable<string> CodeIn(string cell) => cell.Split('`').Where((_, index) => index % 2 == 1);

    /// <summary>The rows of the table whose first column has this heading, as Markdown.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table(string heading)
    {
        var table = _document.Descendants<Table>().Single(table => CellsOf((TableRow)table[0])[0] == heading);
        return [.. table.Cast<TableRow>().Skip(1).Select(CellsOf)];
    }

    private IReadOnlyList<string> CellsOf(TableRow row) =>
        [
            .. row.Cast<TableCell>()
                .Select(cell => cell.Span.IsEmpty ? "" : Text.Substring(cell.Span.Start, cell.Span.Length).Trim('|', ' '))
        ];

    private static string TextOf(MarkdownObject part) => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    };

    private static IEnumerable<string> In(string folder, string name) => Directory
        .GetFiles(System.IO.Path.Combine(SourceTree.Root, folder), name, SearchOption.AllDirectories)
        .Select(page => System.IO.Path.GetRelativePath(SourceTree.Root, page).Replace('\\', '/'))
        .Where(page => !page.Contains("/bin/", StringComparison.Ordinal) && !page.Contains("/obj/", StringComparison.Ordinal))
        .Order();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoAnchor();
}
