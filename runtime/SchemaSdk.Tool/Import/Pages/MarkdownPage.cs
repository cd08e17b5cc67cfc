using Markdig;
using Markdig.Syntax;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Extracts text from Markdown: code as it is, HTML as a browser shows it, and everything else as Markdown source.</summary>
internal static class MarkdownPage
{
    private static readonly MarkdownPipeline Blocks = OfBlocks();

    /// <param name="page">Collects the text.</param>
    /// <param name="name">The path or URL of the page, for messages.</param>
    /// <param name="markdown">The Markdown.</param>
    /// <exception cref="ToolException">The Markdown is nested too deeply.</exception>
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
            // Markdig throws this exception if blocks are nested too deeply.
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{name} cannot be read as Markdown: {exception.Message} Save only the part that contains the schemas, as a text file.",
                exception);
        }
    }

    private static string SourceOf(LeafBlock block, string markdown) =>
        block.Span.IsEmpty ? "" : markdown.Substring(block.Span.Start, block.Span.Length);

    // Inline elements are not needed, and parsing a hostile paragraph with many brackets would take half a minute.
    private static MarkdownPipeline OfBlocks()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        return builder.Build();
    }
}
