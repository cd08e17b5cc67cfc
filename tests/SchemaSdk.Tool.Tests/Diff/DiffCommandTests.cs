namespace SchemaSdk.Tool.Tests.Diff;

public sealed class DiffCommandTests : CommandTest
{
    private const string Output = """{ "type": "object", "properties": { "video": { "type": "string", "format": "uri" } } }""";

    private const string Old = """
        {
          "type": "object",
          "properties": {
            "duration": { "type": "integer", "maximum": 15 },
            "style": { "type": "string", "enum": ["a", "b"], "description": "The style." }
          }
        }
        """;

    [Fact]
    public async Task A_change_is_reported_with_its_member_and_both_places()
    {
        Write("old", Old);
        Write("new", Old.Replace("15", "10", StringComparison.Ordinal));

        await PrintsAsync(
            1,
            "new/acme/kite/input.json(4,38): error input-maximum-narrower: breaking: acme/kite: KiteInput.Duration: maximum changed "
            + "from 15 to 10\n"
            + "1 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes: the next version is a major version.\n",
            "diff", "old", "new");

        var json = await JsonAsync(1, "diff", "old", "new");
        var finding = Assert.Single(json["findings"]!.AsArray())!;
        Assert.Equal("major", (string?)json["facts"]!["bump"]);
        Assert.Equal("old/acme/kite/input.json", (string?)finding["related"]![0]!["path"]);
        Assert.Equal(4, (int?)finding["related"]![0]!["line"]);
        Assert.Equal("/properties/duration/maximum", (string?)finding["details"]!["pointer"]);
        Assert.Equal("KiteInput.Duration", (string?)finding["details"]!["member"]);
    }

    [Theory]
    [InlineData("\"b\"]", "\"b\", \"c\"]", 0, "minor")]
    [InlineData("The style.", "A style.", 0, "patch")]
    [InlineData("\"a\", \"b\"", "\"a\"", 1, "major")]
    [InlineData("\"maximum\": 15", "\"maximum\": 15, \"not\": { \"const\": 3 }", 1, "major")]
    [InlineData("\"type\": \"object\",", "", 0, "minor")]
    [InlineData("{ \"type\": \"integer\", \"maximum\": 15 }", "{ \"$ref\": \"#/nowhere\" }", 1, "major")]
    [InlineData("}", "", 4, "major")]
    [InlineData("\"properties\": {", "\"x-retired\": { \"since\": \"1\", \"stage\": \"warn\" }, \"properties\": {", 0, "minor")]
    [InlineData("\"type\": \"string\", \"enum\"", "\"type\": [\"string\", \"null\"], \"enum\"", 0, "minor")]
    [InlineData("\"enum\": [\"a\", \"b\"]", "\"maxLength\": 9", 1, "major")]
    [InlineData("\"duration\"", "\"duration!\": { \"type\": \"string\" }, \"duration\"", 1, "major")]
    public async Task The_exit_code_and_the_next_version_follow_from_the_changes(string part, string instead, int exit, string bump)
    {
        Write("old", Old);
        Write("new", Old.Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal(bump, (string?)(await JsonAsync(exit, "diff", "old", "new"))["facts"]!["bump"]);
    }

    [Fact]
    public async Task New_and_removed_models_are_reported()
    {
        Write("old", Old);
        Tool.Write("old/acme/gone/input.json", Old);
        Write("new", Old);
        Tool.Write("new/acme/new/input.json", Old);

        await PrintsAsync(
            1,
            """
            old/acme/gone/input.json(1,1): error model-gone: breaking: acme/gone: The model was removed.
            new/acme/new/input.json(1,1): note model-new: feature: acme/new: The model is new.
            1 breaking, 0 unknown, 0 reading, 1 feature and 0 patch changes: the next version is a major version.

            """,
            "diff", "old", "new");
    }

    [Theory]
    [InlineData("old", "output-new")]
    [InlineData("new", "output-gone")]
    public async Task An_output_that_gets_or_loses_its_schema_is_a_major_version(string without, string rule)
    {
        Write("old", Old);
        Write("new", Old);
        File.Delete(Tool.PathOf($"{without}/acme/kite/output.json"));

        await ReportsAsync(1, $"/acme/kite/output.json(1,1): error {rule}: breaking: acme/kite: The output ", "diff", "old", "new");
        Assert.Contains("1 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_shared_output_is_reported_once()
    {
        foreach (var side in new[] { "old", "new" })
        {
            Tool.Write($"{side}/acme/a/input.json", Old);
            Tool.Write($"{side}/acme/b/input.json", Old);
            Tool.Write($"{side}/acme/output.json", side == "old" ? Output : Output.Replace("video", "movie", StringComparison.Ordinal));
        }

        await ReportsAsync(1, "AOutput.Video: member 'video' was removed (1 more model has this change)\n", "diff", "old", "new");
        Assert.Contains("1 breaking, 0 unknown, 0 reading, 1 feature", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_schema_is_not_compared()
    {
        Write("full", Old);
        Tool.Write("empty/readme.md", "Nothing.");
        Tool.Write("patched/acme/kite/input.patch.json", "{}");

        foreach (var (old, @new) in new[] { ("empty", "full"), ("full", "empty"), ("empty", "empty"), ("full", "patched") })
        {
            await PrintsAsync(4, "", "diff", old, @new);
            Assert.Contains("', so nothing was compared. Specify a folder", Tool.Error, StringComparison.Ordinal);
        }
    }

    private void Write(string folder, string input)
    {
        Tool.Write($"{folder}/acme/kite/input.json", input);
        Tool.Write($"{folder}/acme/kite/output.json", Output);
    }
}
