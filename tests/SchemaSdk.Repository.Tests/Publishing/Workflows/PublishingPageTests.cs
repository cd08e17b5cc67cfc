using System.Text.RegularExpressions;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Compares the scripts with docs/guides/publish-from-schema-updates.md and docs/reference/publishing-settings.md.</summary>
public sealed partial class PublishingPageTests
{
    private static string Page { get; } = File.ReadAllText(SourceTree.PathOf("docs/guides/publish-from-schema-updates.md"));

    private static string SettingsPage { get; } = File.ReadAllText(SourceTree.PathOf("docs/reference/publishing-settings.md"));

    [Theory]
    [InlineData(".ci/schemas")]
    [InlineData(".ci/release")]
    public void Every_setting_of_a_script_is_in_the_table(string script)
    {
        var settings = Settings().Match(File.ReadAllText(SourceTree.PathOf(script)).ReplaceLineEndings("\n")).Groups[1].Value;
        var names = Name().Matches(settings).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(names);
        Assert.All(
            names.Where(name => name is not ("packages" or "committer_name" or "committer_mail")),
            name => Assert.Matches($@"(?m)^\| [^|]*`{name}`", SettingsPage));
    }

    [Fact]
    public void Every_setting_of_the_table_is_in_a_script()
    {
        var scripts = File.ReadAllText(SourceTree.PathOf(".ci/schemas")) + File.ReadAllText(SourceTree.PathOf(".ci/release"));
        var names = Row().Matches(SettingsPage.Split("## Settings")[1].Split("\n## ")[0])
            .SelectMany(row => Quoted().Matches(row.Groups[1].Value))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.Equal(12, names.Count);
        Assert.All(names, name => Assert.Matches($@"(?m)^{name}(=|\(\))", scripts));
    }

    [Fact]
    public void The_files_to_copy_exist()
    {
        var copied = Quoted().Matches(Page.Split("1. Copy four files")[1].Split("2. ")[0]).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(4, copied.Count);
        Assert.All(copied, path => Assert.True(File.Exists(SourceTree.PathOf(path)), path));
    }

    [Fact]
    public void The_changelog_of_the_page_is_the_changelog_of_a_new_folder()
    {
        var page = Page.ReplaceLineEndings("\n").Replace("\n   ", "\n", StringComparison.Ordinal);
        var changelog = File.ReadAllText(SourceTree.PathOf("templates/solution/CHANGELOG.md")).ReplaceLineEndings("\n");

        Assert.Contains($"```markdown\n{changelog}```", page, StringComparison.Ordinal);
        Assert.Contains("## [Unreleased]\n\n## [0.1.0]\n", changelog, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"# Defaults, which \.ci/settings may override\.\n(.*?)\nif \[ -e \.ci/settings", RegexOptions.Singleline)]
    private static partial Regex Settings();

    [GeneratedRegex(@"^([a-z_]+)(?:=|\(\))", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| (`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
