namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Compares docs/guides/publish-from-schema-updates.md with the files that the page mentions.</summary>
public sealed partial class PublishingPageTests
{
    private static string Page { get; } = File.ReadAllText(SourceTree.PathOf("docs/guides/publish-from-schema-updates.md"));

    [Fact]
    public void The_files_that_the_page_says_to_copy_exist()
    {
        var copied = Quoted().Matches(Page.Split("From it, copy ")[1].Split("2. ")[0]).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(3, copied.Count);
        Assert.All(copied, path => Assert.True(
            File.Exists(SourceTree.PathOf(path)) && (File.Exists(SourceTree.PathOf($"templates/solution/{path}")) || path.EndsWith(".yml")),
            path));
    }

    [Fact]
    public void The_changelog_of_the_page_is_the_changelog_of_a_new_folder()
    {
        var page = Page.ReplaceLineEndings("\n").Replace("\n   ", "\n", StringComparison.Ordinal);
        var changelog = File.ReadAllText(SourceTree.PathOf("templates/solution/CHANGELOG.md")).ReplaceLineEndings("\n");

        Assert.Contains($"```markdown\n{changelog}```", page, StringComparison.Ordinal);
        Assert.Contains("## [Unreleased]\n\n## [0.1.0]\n", changelog, StringComparison.Ordinal);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
