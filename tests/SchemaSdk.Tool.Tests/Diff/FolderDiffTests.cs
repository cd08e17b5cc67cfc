namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Tests which folders <c>diff</c> compares if <c>schemasdk.json</c> has several.</summary>
public sealed class FolderDiffTests : CommandTest
{
    private const string Old = """{ "type": "object", "properties": { "duration": { "type": "integer", "maximum": 15 } } }""";

    [Fact]
    public async Task All_folders_are_compared_with_the_revision_and_have_one_next_version()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "moving": {}, "new": {} } }""");
        Tool.Write("still/acme/kite/input.json", Old);
        Tool.Write("moving/acme/kite/input.json", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("still/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));
        Tool.Write("moving/acme/kite/input.json", Old.Replace("15", "10", StringComparison.Ordinal));
        Tool.Write("new/acme/bell/input.json", Old);

        Assert.Equal(1, await Tool.RunAsync("diff", "HEAD", "--next-version-from", "1.2.0"));

        Assert.StartsWith("moving/acme/kite/input.json(1,70): error input-maximum-narrower", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("still/acme/kite/input.json(1,70): note input-maximum-wider", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("new/acme/bell/input.json(1,1): note model-new", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "1 breaking, 0 unknown, 0 reading, 2 feature and 0 patch changes: the next version after 1.2.0 is 2.0.0.\n",
            Tool.Output,
            StringComparison.Ordinal);
        var facts = (await JsonAsync(1, "diff", "HEAD", "--next-version-from", "1.2.0"))["facts"]!;
        Assert.Equal("2.0.0", (string?)facts["nextVersion"]);
        Assert.Equal(
            """{"bump":"minor","breaking":0,"unknown":0,"reading":0,"feature":1,"patch":0}""", facts["folders"]!["still"]!.ToJsonString());
        Assert.Equal("major", (string?)facts["folders"]!["moving"]!["bump"]);
        await FailsAsync(4, "'still' is one folder, but schemasdk.json lists several. Specify the newer folder too.", "diff", "still");
        Assert.Equal(1, await Tool.RunAsync("diff", "still", "moving"));
    }

    [Fact]
    public async Task A_change_in_a_folder_inside_another_is_reported_once()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "still/moving": {} } }""");
        Tool.Write("still/acme/kite/input.json", Old);
        Tool.Write("still/moving/acme/kite/input.json", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("still/moving/acme/kite/input.json", Old.Replace("15", "10", StringComparison.Ordinal));

        await ReportsAsync(1, ": breaking: acme/kite: ", "diff", "HEAD");
        Assert.Contains("\n1 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_of_a_folder_that_is_no_longer_configured_are_removed()
    {
        await CommitAsync("""{ "folders": { "still": {}, "moving": {}, "empty": {} } }""");
        Tool.Write("schemasdk.json", """{ "folders": { "still": {} } }""");

        await ReportsAsync(1, "HEAD:moving/acme/bell/input.json(1,1): error model-gone: breaking: acme/bell", "diff", "HEAD");
        Assert.Contains("\n1 breaking, 0 unknown, 0 reading, 0 feature and 0 patch changes", Tool.Output, StringComparison.Ordinal);
        await ReportsAsync(0, "Nothing changed.\n", "diff", "HEAD", "--folder", "still");
        await ReportsAsync(0, "Nothing changed.\n", "diff", "HEAD", "HEAD");
    }

    // A later version of the tool may refuse a setting in an old commit, where the setting cannot be corrected.
    [Fact]
    public async Task A_revision_whose_settings_are_refused_is_compared_in_todays_folders()
    {
        await CommitAsync("""{ "folders": { "still": {}, "moving": {} }, "rule": {} }""");
        Tool.Write("schemasdk.json", """{ "folders": { "still": {} } }""");
        Tool.Write("still/acme/kite/input.json", Old.Replace("15", "20", StringComparison.Ordinal));

        await ReportsAsync(
            0,
            "HEAD:schemasdk.json(1) is not valid",
            "diff", "HEAD", "--next-version-from", "1.0.0", "--changelog", "C.md");

        Assert.Contains("input-maximum-wider", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("model-gone", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is not valid", Tool.Read("C.md"), StringComparison.Ordinal);
        await ReportsAsync(0, "folders-unknown  ", "diff", "HEAD", "HEAD");
        Tool.Write("schemasdk.json", """{ "rule": {} }""");
        await FailsAsync(2, "schemasdk.json(1) is not valid", "diff", "HEAD");
    }

    [Fact]
    public async Task A_configured_folder_that_does_not_exist_has_no_models()
    {
        await CommitAsync("""{ "folders": { "still": {}, "moving": {}, "later": {} } }""");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "HEAD");
        Directory.Delete(Tool.PathOf("moving"), recursive: true);
        await ReportsAsync(1, "error model-gone: breaking: acme/bell", "diff", "HEAD");
        Directory.Delete(Tool.PathOf("still"), recursive: true);
        await FailsAsync(4, "No schema was found in 'still', 'moving', 'later', so nothing was compared.", "diff", "HEAD");
    }

    [Fact]
    public async Task A_revision_without_schemas_in_any_folder_is_not_compared()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "moving": {} } }""");
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("still/acme/kite/input.json", Old);
        Tool.Write("moving/acme/bell/input.json", Old);

        foreach (var args in (string[][])[["diff", "HEAD"], ["diff", "HEAD", "HEAD"]])
        {
            await FailsAsync(4, $"'HEAD' has no schema in '{Tool.PathOf("still")}', '{Tool.PathOf("moving")}', so nothing was", args);
        }
    }

    [Fact]
    public async Task A_default_folder_is_removed_if_a_new_schemasdk_json_configures_others()
    {
        Tool.Write("schemas/acme/kite/input.json", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("schemasdk.json", """{ "folders": { "still": {} } }""");
        Tool.Write("still/acme/kite/input.json", Old);

        await ReportsAsync(1, "model-gone", "diff", "HEAD");
        Assert.Contains("model-new", Tool.Output, StringComparison.Ordinal);
    }

    private Task CommitAsync(string settings)
    {
        Tool.Write("schemasdk.json", settings);
        Tool.Write("still/acme/kite/input.json", Old);
        Tool.Write("moving/acme/bell/input.json", Old);
        return new GitRepository(Tool.Folder).CommitAsync();
    }
}
