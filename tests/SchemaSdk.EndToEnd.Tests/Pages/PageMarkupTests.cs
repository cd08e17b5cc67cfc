namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class PageMarkupTests
{
    public static TheoryData<string> Pages => [.. Page.All];

    // If a line starts with "<model id>", the site reads it as an HTML element, even within the backticks of a command.
    [Theory]
    [MemberData(nameof(Pages))]
    public void No_line_of_text_starts_with_a_placeholder(string page) =>
        Assert.DoesNotMatch(Placeholder(), Fenced().Replace(Page.Read(page).Text, ""));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_an_existing_file_and_heading(string page) => Assert.All(Page.Read(page).Links, link =>
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? page
            : Path.GetRelativePath(SourceTree.Root, Path.Combine(SourceTree.Root, Path.GetDirectoryName(page)!, parts[0]))
                .Replace('\\', '/');

        Assert.True(Path.Exists(Path.Combine(SourceTree.Root, target)), $"{page}: {link} leads to no file.");
        Assert.True(parts.Length == 1 || Page.Read(target).Anchors.Contains(parts[1]), $"{page}: {link} leads to no heading.");
    });

    [Fact]
    public void The_index_links_to_every_page_of_the_documentation() => Assert.Equal(
        Page.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/README.md"),
        Page.Read("docs/README.md").Links
            .Where(link => !link.StartsWith('.'))
            .Select(link => $"docs/{link}")
            .Order(StringComparer.Ordinal));

    [GeneratedRegex("(?m)^ {0,3}<[A-Za-z]")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^( *)```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
