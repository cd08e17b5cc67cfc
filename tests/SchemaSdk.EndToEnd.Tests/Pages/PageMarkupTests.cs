namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class PageMarkupTests
{
    public static TheoryData<string> Pages => [.. Page.All];

    // If a line starts with "<model id>", the site reads it as an HTML element, even within the backticks of a command.
    [Theory]
    [MemberData(nameof(Pages))]
    public void No_line_of_text_starts_with_a_placeholder(string page) =>
        Assert.DoesNotMatch(Placeholder(), Fenced().Replace(Page.Read(page).Text.ReplaceLineEndings("\n"), ""));

    [GeneratedRegex("(?m)^ {0,3}<[A-Za-z]")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^( *)```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
