namespace SchemaSdk.Tool.Tests.Diff;

public sealed class NextVersionTests : CommandTest
{
    private const string Old = """{ "type": "object", "properties": { "duration": { "type": "integer", "maximum": 15 } } }""";

    public NextVersionTests() => Tool.Write("old/acme/kite/input.json", Old);

    [Theory]
    [InlineData("15", "10", "1.4.2", "2.0.0")]
    [InlineData("15", "10", "v0.4.2", "0.5.0")]
    [InlineData("15", "20", "1.4.2", "1.5.0")]
    [InlineData("15", "20", "0.4.2", "0.5.0")]
    [InlineData("15 ", "15, \"title\": \"Seconds\" ", "1.4.2", "1.4.3")]
    [InlineData("15 ", "15, \"title\": \"Seconds\" ", "v0.4.7", "0.4.8")]
    [InlineData("15", "15", "1.4.2", "1.4.2")]
    public async Task The_next_version_follows_from_the_change(string part, string instead, string from, string next)
    {
        Tool.Write("new/acme/kite/input.json", Old.Replace(part, instead, StringComparison.Ordinal));

        await Tool.RunAsync("diff", "old", "new", "--next-version-from", from, "--json");

        Assert.Equal(next, (string?)JsonNode.Parse(Tool.Output)!["facts"]!["nextVersion"]);
    }

    [Fact]
    public async Task An_announced_retirement_is_breaking_but_makes_only_a_minor_version()
    {
        Tool.Write("old/acme/rain/input.json", Old);
        Tool.Write("old/acme/snow/input.json", Old);
        Tool.Write("old/acme/snow/input.patch.json", Mark("error"));
        Tool.Write("old/acme/rain/input.patch.json", Mark("warn"));
        Tool.Write("new/acme/kite/input.json", Old);
        Tool.Write("new/acme/rain/input.json", Old);
        Tool.Write("new/acme/rain/input.patch.json", Mark("error"));

        await ReportsAsync(1, "error model-gone: breaking: acme/snow", "diff", "old", "new", "--next-version-from", "1.4.2");
        Assert.Contains("error input-x-retired-gone: breaking: acme/rain", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "2 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes: the next version after 1.4.2 is 1.5.0.\n",
            Tool.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warn", "1.5.0")]
    [InlineData(null, "2.0.0")]
    public async Task A_removed_model_was_announced_only_if_the_models_below_it_are_retired_too(string? below, string next)
    {
        Tool.Write("old/acme/snow/input.json", Old);
        Tool.Write("old/acme/snow/input.patch.json", Mark("error"));
        Tool.Write("new/acme/kite/input.json", Old);
        foreach (var side in (string[])["old", "new"])
        {
            Tool.Write($"{side}/acme/snow/deep/input.json", Old);
            Tool.Write($"{side}/acme/snow/deep/input.patch.json", below is null ? "{}" : Mark(below));
        }

        await ReportsAsync(1, $": the next version after 1.4.2 is {next}.\n", "diff", "old", "new", "--next-version-from", "1.4.2");
    }

    [Fact]
    public async Task A_stage_that_has_no_effect_because_of_a_model_below_breaks_nothing()
    {
        Tool.Write("new/acme/kite/input.json", Old);
        foreach (var (side, stage) in new[] { ("old", "warn"), ("new", "error") })
        {
            Tool.Write($"{side}/acme/kite/input.patch.json", Mark(stage));
            Tool.Write($"{side}/acme/kite/pro/input.json", Old);
        }

        await ReportsAsync(
            0, "note input-x-retired-gone: patch: acme/kite: ", "diff", "old", "new", "--next-version-from", "1.4.2");
        Assert.EndsWith(": the next version after 1.4.2 is 1.4.3.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_run_replaces_the_entry_of_an_earlier_one_and_changes_no_folder_next_to_the_changelog()
    {
        Tool.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n\n## [1.4.2] - 2026-10-01\n\n- First.\n");
        Tool.Write("CHANGELOG.md.schemasdk-staging/mine.txt", "Mine.");
        Tool.Write("new/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));
        await DiffAsync();
        Tool.Write("new/acme/kite/input.json", Old.Replace("15", "10", StringComparison.Ordinal));

        await DiffAsync();

        Assert.Equal(
            "# Changelog\n\n## [Unreleased]\n\n## [2.0.0]\n\n- By hand.\n\n<!-- schemas since 1.4.2 -->\n### Schemas\n\n#### Breaking\n\n"
            + "- acme/kite: KiteInput.Duration: maximum changed from 15 to 10\n<!-- end of schemas -->\n\n"
            + "## [1.4.2] - 2026-10-01\n\n- First.\n",
            Tool.Read("CHANGELOG.md"));
        Assert.Equal(
            [
                "CHANGELOG.md", "CHANGELOG.md.schemasdk-staging/mine.txt", "new/acme/kite/input.json", "old/acme/kite/input.json",
            ],
            Tool.Files());
    }

    [Fact]
    public async Task Hostile_text_of_a_schema_stays_on_its_line_of_the_changelog()
    {
        Tool.Write(
            "new/acme/kite/input.json",
            Old.Replace("15 }", "15 }, \"\\n## [9.9.9]\\n<!-- end of schemas --> @a\": {}", StringComparison.Ordinal));
        await DiffAsync();
        await DiffAsync();

        var lines = Tool.Read("CHANGELOG.md").Split('\n');
        Assert.Equal(
            ["# Changelog", "", "## [1.5.0]", "", "<!-- schemas since 1.4.2 -->", "### Schemas", "", "#### Feature", ""], lines[..9]);
        Assert.StartsWith("- acme/kite: ", lines[9], StringComparison.Ordinal);
        Assert.Equal(["<!-- end of schemas -->", ""], lines[10..]);
        Assert.DoesNotContain("@a", lines[9], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3-rc.1")]
    [InlineData("01.2.3")]
    [InlineData("1.2.99999999999")]
    [InlineData("1.2.2147483647")]
    [InlineData("-1.2.3")]
    [InlineData("V1.2.3")]
    [InlineData("1.2.3\n")]
    public Task A_version_that_is_not_three_numbers_is_refused(string version) => FailsAsync(
        2, $"'{version.ReplaceLineEndings(@"\u000A")}'", "diff", "old", "old", $"--next-version-from={version}");

    [Fact]
    public Task A_changelog_without_a_version_is_refused() =>
        FailsAsync(2, "--changelog needs --next-version-from", "diff", "old", "old", "--changelog", "CHANGELOG.md");

    [Theory]
    [InlineData("")]
    [InlineData("\u00EF\u00BB\u00BF")]
    public async Task A_changelog_that_is_not_UTF_8_is_refused_with_and_without_a_byte_order_mark(string mark)
    {
        var before = Encoding.Latin1.GetBytes(mark + "# Änderungen\n");
        File.WriteAllBytes(Tool.PathOf("CHANGELOG.md"), before);
        Tool.Write("new/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));

        Assert.Equal(2, await DiffAsync());

        Assert.Contains("CHANGELOG.md is not UTF-8 text. Save it as UTF-8. Nothing was changed.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Tool.PathOf("CHANGELOG.md")));
    }

    [Fact]
    public async Task A_changelog_that_is_a_link_is_refused()
    {
        Tool.Write("docs/CHANGELOG.md", "# Changelog\n");
        File.CreateSymbolicLink(Tool.PathOf("CHANGELOG.md"), "docs/CHANGELOG.md");
        Tool.Write("new/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));

        Assert.Equal(2, await DiffAsync());

        Assert.Contains("CHANGELOG.md is a link to 'docs/CHANGELOG.md'", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("docs/CHANGELOG.md", new FileInfo(Tool.PathOf("CHANGELOG.md")).LinkTarget);
    }

    private Task<int> DiffAsync() =>
        Tool.RunAsync("diff", "old", "new", "--next-version-from", "1.4.2", "--changelog", "CHANGELOG.md");

    private static string Mark(string stage) => $$"""{ "x-retired": { "since": "2026-11-20", "stage": "{{stage}}" } }""";
}
