using Markdig;
using Markdig.Syntax;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The C# in README.md and in the pages that it links to.</summary>
internal static class ReadmeBlocks
{
    private const string Readme = "README.md";

    /// <summary>Those pages.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [Readme, .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(page => $"docs/{Path.GetFileName(page)}").Order()];

    public static IReadOnlyList<ReadmeBlock> Read(string page = Readme) => Markdown
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, page)))
        .Descendants<FencedCodeBlock>()
        .Where(block => block.Info == "csharp")
        .Select(block => new ReadmeBlock(page, block.Line + 1, block.Lines.ToString()))
        .ToList();
}
