using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>The next version, and the entry of it in a changelog.</summary>
public sealed class NextVersionTests : IDisposable
{
    private const string Old = """{ "type": "object", "properties": { "duration": { "type": "integer", "maximum": 15 } } }""";

    private readonly ToolTest _tool = new();

    public NextVersionTests() => _tool.Write("old/acme/kite/input.json", Old);

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("15", "10", "1.4.2", "2.0.0")]
    [InlineData("15", "10", "v0.4.2", "0.5.0")]
    [InlineData("15", "20", "1.4.2", "1.5.0")]
    [InlineData("15", "20", "0.4.2", "0.5.0")]
    [InlineData("15 ", "15, \"title\": \"Seconds\" ", "1.4.2", "1.4.3")]
    [InlineData("15", "15", "1.4.2", "1.4.2")]
    public async Task The_report_tells_the_next_version(string part, string instead, string from, string next)
    {
        _tool.Write("new/acme/kite/input.json", Old.Replace(part, instead, StringComparison.Ordinal));

        await _tool.RunAsync("diff", "old", "new", "--next-version-from", from, "--json");

        Assert.Equal(next, (string?)JsonNode.Parse(_tool.Output)!["facts"]!["nextVersion"]);
    }

    [Fact]
    public async Task A_retirement_that_was_announced_makes_a_minor_version_and_is_breaking_all_the_same()
    {
        _tool.Write("old/acme/rain/input.json", Old);
        _tool.Write("old/acme/snow/input.json", Old);
        _tool.Write("old/acme/snow/input.patch.json", Mark("error"));
        _tool.Write("old/acme/rain/input.patch.json", Mark("warn"));
        _tool.Write("new/acme/kite/input.json", Old);
        _tool.Write("new/acme/rain/input.json", Old);
        _tool.Write("new/acme/rain/input.patch.json", Mark("error"));

        Assert.Equal(1, await _tool.RunAsync("diff", "old", "new", "--next-version-from", "1.4.2"));

        Assert.Contains("error model-gone: breaking: acme/snow", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("error input-x-retired-gone: breaking: acme/rain", _tool.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "2 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes: the next version after 1.4.2 is 1.5.0.\n",
            _tool.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_goes_without_a_word_makes_a_major_version()
    {
        _tool.Write("old/acme/rain/input.json", Old);
        _tool.Write("new/acme/kite/input.json", Old);

        await _tool.RunAsync("diff", "old", "new", "--next-version-from", "1.4.2");

        Assert.EndsWith("the next version after 1.4.2 is 2.0.0.\n", _tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_night_writes_the_one_entry_anew()
    {
        _tool.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n\n## [1.4.2] - 2026-10-01\n\n- First.\n");
        _tool.Write("new/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));
        await DiffAsync();
        await DiffAsync();
        Assert.Equal(
            "# Changelog\n\n## [Unreleased]\n\n## [1.5.0]\n\n- By hand.\n\n<!-- schemas since 1.4.2 -->\n### Schemas\n\n#### Feature\n\n"
            + "- acme/kite: KiteInput.Duration: maximum changed from 15 to 20\n<!-- end of schemas -->\n\n"
            + "## [1.4.2] - 2026-10-01\n\n- First.\n",
            _tool.Read("CHANGELOG.md"));

        _tool.Write("new/acme/kite/input.json", Old.Replace("15", "10", StringComparison.Ordinal));
        await DiffAsync();

        Assert.Equal(
            "# Changelog\n\n## [Unreleased]\n\n## [2.0.0]\n\n- By hand.\n\n<!-- schemas since 1.4.2 -->\n### Schemas\n\n#### Breaking\n\n"
            + "- acme/kite: KiteInput.Duration: maximum changed from 15 to 10\n<!-- end of schemas -->\n\n"
            + "## [1.4.2] - 2026-10-01\n\n- First.\n",
            _tool.Read("CHANGELOG.md"));
        Assert.Equal(["CHANGELOG.md", "new/acme/kite/input.json", "old/acme/kite/input.json"], _tool.Files());
    }

    [Fact]
    public async Task Hostile_text_of_a_schema_stays_in_its_line_of_the_changelog()
    {
        _tool.Write(
            "new/acme/kite/input.json",
            Old.Replace("15 }", "15 }, \"\\n## [9.9.9]\\n<!-- end of schemas --> @a\": {}", StringComparison.Ordinal));
        await DiffAsync();
        await DiffAsync();

        var lines = _tool.Read("CHANGELOG.md").Split('\n');
        Assert.Equal(
            ["# Changelog", "", "## [1.5.0]", "", "<!-- schemas since 1.4.2 -->", "### Schemas", "", "#### Feature", ""], lines[..9]);
        Assert.StartsWith("- acme/kite: ", lines[9], StringComparison.Ordinal);
        Assert.Equal(["<!-- end of schemas -->", ""], lines[10..]);
        Assert.DoesNotContain("@a", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changelog_without_a_version_is_refused()
    {
        Assert.Equal(2, await _tool.RunAsync("diff", "old", "old", "--changelog", "CHANGELOG.md"));
        Assert.Contains("--changelog needs --next-version-from", _tool.Error, StringComparison.Ordinal);
    }

    private Task DiffAsync() =>
        _tool.RunAsync("diff", "old", "new", "--next-version-from", "1.4.2", "--changelog", "CHANGELOG.md");

    private static string Mark(string stage) => $$"""{ "x-retired": { "since": "2026-11-20", "stage": "{{stage}}" } }""";
}
