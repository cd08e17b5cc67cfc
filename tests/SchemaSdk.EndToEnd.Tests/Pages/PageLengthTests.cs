namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class PageLengthTests
{
    public static TheoryData<string> Pages => [.. Page.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_at_most_900_words(string page) =>
        Assert.InRange(WordsOf(Drawn().Replace(Page.Read(page).Text, "")), 1, 900);

    [Fact]
    public void The_page_for_contributors_has_at_most_1000_words() =>
        Assert.InRange(WordsOf(Page.Read("CONTRIBUTING.md").Text), 1, 1000);

    private static int WordsOf(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    // Matches the diagrams and tables that a test generates from the code.
    [GeneratedRegex("<!-- [^>]*: drawn by .*?<!-- end of ", RegexOptions.Singleline)]
    private static partial Regex Drawn();
}
