using Markdig;
using Markdig.Syntax;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The C# in README.md.</summary>
internal static class ReadmeBlocks
{
    public static IReadOnlyList<ReadmeBlock> Read() => Markdown
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
        .Descendants<FencedCodeBlock>()
        .Where(block => block.Info == "csharp")
        .Select(block => new ReadmeBlock(block.Line + 1, block.Lines.ToString()))
        .ToList();
}
