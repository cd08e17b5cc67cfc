using Markdig;
using Markdig.Syntax;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The C# in README.md, in the pages that it links to, and in the pages of the packages.</summary>
internal static class ReadmeBlocks
{
    private const string Readme = "README.md";

    /// <summary>Those pages.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        Readme, .. In("docs", "*.md"), .. In("schemas", "PACKAGE.md"), .. In("runtime", "PACKAGE.md"),
    ];

    public static IReadOnlyList<ReadmeBlock> Read(string page = Readme) => Markdown
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, page)))
        .Descendants<FencedCodeBlock>()
        .Where(block => block.Info == "csharp")
        .Select(block => new ReadmeBlock(page, block.Line + 1, block.Lines.ToString()))
        .ToList();

    private static IEnumerable<string> In(string folder, string name) => Directory
        .GetFiles(Path.Combine(Repository.Root, folder), name, SearchOption.AllDirectories)
        .Select(page => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/'))
        .Where(page => !page.Contains("/bin/", StringComparison.Ordinal) && !page.Contains("/obj/", StringComparison.Ordinal))
        .Order();
}
