using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Tests.CommandLine.Reporting;

/// <summary>Tests the escaping of Markdown with a parser that has GitHub's extensions.</summary>
public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseFootnotes().UseMathematics().Build();

    private static readonly Gen<string> Hostile = Gen
        .Elements([.. "\\`*_[]()<>#|~&@:$!-+=1. ab".Select(static character => $"{character}")])
        .Or(Gen.Elements("&amp;", "&#35;", "<b>", "<!--", "https://a.example", "www.a.example", "[x]", "[^1]", "1. ", "a@b.example", "```"))
        .ListOf().Select(static parts => string.Concat(parts).Trim());

    [Theory]
    [InlineData("- TEXT", "li")]
    [InlineData("| a | b |\n|---|---|\n| TEXT | c |", "td")]
    public void A_list_item_and_a_table_cell_show_the_text_unchanged(string markdown, string element) => Prop
        .ForAll(
            Hostile.Where(static text => text.Length > 0).ToArbitrary(),
            text => Assert.Equal(text, Shown(markdown.Replace("TEXT", HarmlessText.Markdown(text), StringComparison.Ordinal), element)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 2_000 : 200).WithReplay(20261123, 7));

    private static string Shown(string markdown, string name)
    {
        var element = new HtmlParser().ParseDocument(Markdown.ToHtml(markdown, GitHub)).QuerySelector(name)!;
        Assert.Equal(0, element.ChildElementCount);
        return element.TextContent.Trim().Replace("\u200b", "", StringComparison.Ordinal);
    }
}
