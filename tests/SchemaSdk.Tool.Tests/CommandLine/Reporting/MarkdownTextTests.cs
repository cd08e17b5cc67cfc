using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Tests.CommandLine.Reporting;

/// <summary>Reads text that was made harmless with a Markdown parser that has the extensions of GitHub.</summary>
public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseFootnotes().UseMathematics().Build();

    private static readonly Gen<string> Hostile = Gen
        .Elements([.. "\\`*_[]()<>#|~&@:$!-+=1. ab".Select(static character => $"{character}")])
        .Or(Gen.Elements("&amp;", "&#35;", "<b>", "<!--", "https://a.example", "www.a.example", "[x]", "[^1]", "1. ", "a@b.example", "```"))
        .ListOf().Select(static parts => string.Concat(parts).Trim());

    [Fact]
    public void A_line_of_a_list_shows_the_text_and_nothing_else() =>
        Holds(static text => Shown($"- {HarmlessText.Markdown(text)}", "li"));

    [Fact]
    public void A_cell_of_a_table_shows_the_text_and_nothing_else() =>
        Holds(static text => Shown($"| a | b |\n|---|---|\n| {HarmlessText.Markdown(text)} | c |", "td"));

    private static void Holds(Func<string, string> show) => Prop
        .ForAll(Hostile.Where(static text => text.Length > 0).ToArbitrary(), text => Assert.Equal(text, show(text)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261123, 7));

    private static string Shown(string markdown, string place)
    {
        var element = new HtmlParser().ParseDocument(Markdown.ToHtml(markdown, GitHub)).QuerySelector(place)!;
        Assert.Equal(0, element.ChildElementCount);
        return element.TextContent.Trim().Replace("\u200b", "", StringComparison.Ordinal);
    }
}
