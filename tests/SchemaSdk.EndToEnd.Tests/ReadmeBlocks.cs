using Markdig;
using Markdig.Syntax;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The C# in README.md, and in a page that it leads to.</summary>
internal static class ReadmeBlocks
{
    public static IReadOnlyList<ReadmeBlock> Read(string page = "README.md") => Markdown
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, page)))
        .Descendants<FencedCodeBlock>()
        .Where(block => block.Info == "csharp")
        .Select(block => new ReadmeBlock(page, block.Line + 1, block.Lines.ToString()))
        .ToList();
}
