using Markdig;
using Markdig.Syntax;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Reads the text of Markdown: code literally, HTML as HTML, and everything else as source.</summary>
internal static class MarkdownPage
{
    private static readonly MarkdownPipeline Blocks = OfBlocks();

    /// <param name="page">Gets the text.</param>
    /// <param name="name">The page, for messages.</param>
    /// <param name="markdown">The Markdown.</param>
    /// <exception cref="ToolException">It is nested too deeply.</exception>
    internal static void AddTo(PageText page, string name, string markdown)
    {
        foreach (var block in Parse(name, markdown).Descendants<LeafBlock>())
        {
            var line = block.Line + 1;
            if (block is HtmlBlock)
            {
                HtmlPage.AddTo(page, name, block.Lines.ToString(), line);
            }
            else
            {
                // The first line of a fenced block is the fence.
                page.Add(
                    block is CodeBlock ? block.Lines.ToString() : SourceOf(block, markdown), block is FencedCodeBlock ? line + 1 : line);
                page.BreakLine();
            }
        }
    }

    private static MarkdownDocument Parse(string name, string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Blocks);
        }
        catch (ArgumentException exception)
        {
            // Markdig throws this if blocks are nested too deeply.
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{name} cannot be read as Markdown: {exception.Message} Save the part with the schemas as text.",
                exception);
        }
    }

    private static string SourceOf(LeafBlock block, string markdown) =>
        block.Span.IsEmpty ? "" : markdown.Substring(block.Span.Start, block.Span.Length);

    // Inlines are not needed, and parsing hostile brackets in a paragraph takes half a minute.
    private static MarkdownPipeline OfBlocks()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        return builder.Build();
    }
}
