using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Tests retiring a model: using it causes a warning in one minor version and an error in the next; then it is deleted.</summary>
public sealed class RetireTests : RetirementTest
{
    [Fact]
    public async Task A_model_warns_in_one_minor_version_fails_in_the_next_and_is_gone_in_the_third()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");

        await PrintsAsync(0, "No retired model changes its stage.\n", "retire", "1.1.0");
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        await ReportsAsync(0, "warning raised: acme/m3 has been retired since 2026-11-20. Code that uses", "retire", "1.2.0");
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"error\" },\n  \"title\": \"Three\"\n}\n", Tool.Read(Patch));
        await RunWellAsync("lint");

        await ReportsAsync(0, "warning removed: acme/m3 has been retired since 2026-11-20, and its files", "retire", "2.0.0");
        Assert.Contains(Lock("removed", "2.0.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Tool.PathOf("schemas/acme/m3")));
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/m4/input.json")));
    }

    [Fact]
    public async Task Retiring_for_the_same_version_again_changes_nothing()
    {
        await RetireAsync();
        await RaiseAsync("1.1.0", "1.2.0");
        var (locked, patch) = (Tool.Read("schemas.lock.json"), Tool.Read(Patch));

        await PrintsAsync(0, "No retired model changes its stage.\n", "retire", "1.2.0", "--released", "1.1.0");
        Assert.Equal((locked, patch), (Tool.Read("schemas.lock.json"), Tool.Read(Patch)));
    }

    [Fact]
    public async Task A_stage_in_an_unreleased_version_does_not_count()
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0", "--released", "1.0.0");

        await PrintsAsync(0, "No retired model changes its stage.\n", "retire", "2.0.0", "--released", "1.0.0");
        Assert.Contains(Lock("warn", "2.0.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retire", "1.2.1", "--released", "1.2.0")]
    [InlineData("retire", "1.2.1")]
    public async Task A_patch_version_changes_no_stage_even_after_a_minor_version_without_schema_changes(params string[] args)
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0");

        await PrintsAsync(0, "No retired model changes its stage.\n", args);
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Contains("\"stage\": \"warn\"", Tool.Read(Patch), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_that_returns_is_added_again()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");
        await PrintsAsync(0, "Models: 9 unchanged.\n", "update");
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await PrintsAsync(0, "added  acme/m3\nModels: 1 added, 9 unchanged.\n", "update");
        Assert.True(File.Exists(Tool.PathOf(Input)));
        Assert.False(File.Exists(Tool.PathOf(Patch)));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_that_returns_is_not_added_if_the_settings_exclude_it()
    {
        await RetireAsync();
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": { "all": true, "exclude": ["acme/m3"] } } }""");
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await PrintsAsync(0, "Models: 9 unchanged.\n", "update");
    }

    [Fact]
    public async Task An_edited_schema_and_a_handwritten_output_are_kept()
    {
        await RetireAsync();
        Tool.Write("schemas/acme/m3/output.json", """{"type":"object"}""");
        var written = Tool.Read(Input);
        Tool.Write(Input, written + "\n");
        await RaiseAsync("1.1.0", "1.2.0");

        await ReportsAsync(1, "error edited: acme/m3 has been retired", "retire", "1.3.0");
        Assert.True(File.Exists(Tool.PathOf(Patch)));
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        Tool.Write(Input, written);
        await ReportsAsync(0, "warning left: acme/m3/output.json was written by hand and was kept.", "retire", "1.3.0");
        Assert.Equal(["output.json"], Directory.GetFiles(Tool.PathOf("schemas/acme/m3")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_output_of_a_removed_model_is_kept_while_a_model_below_it_uses_it(bool removesBoth)
    {
        await AddTenAsync();
        await AddAsync("acme/m3/turbo");
        const string Output = """{"type":"object"}""";
        Tool.Write("schemas/acme/m3/output.json", Output);
        Tool.Write("schemas.lock.json", Tool.Read("schemas.lock.json").Replace(
            "\"acme/m3\": {", $"\"acme/m3\": {{\"output\":\"{ContentHash.Of(Output)}\",", StringComparison.Ordinal));
        Catalogue.Remove("acme/m3");
        if (removesBoth)
        {
            Catalogue.Remove("acme/m3/turbo");
        }

        await RunWellAsync("update", "--accept-shrink");
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");

        Assert.Equal(!removesBoth, Tool.Output.Contains(
            "warning left: acme/m3/output.json is also the output schema of a model below acme/m3 and was kept. Delete it once that",
            StringComparison.Ordinal));
        Assert.Equal(!removesBoth, File.Exists(Tool.PathOf("schemas/acme/m3/output.json")));
        Assert.False(File.Exists(Tool.PathOf(Input)));
    }

    [Theory]
    [InlineData("fails to compile once all models below acme/m3 have the stage 'error' too.", "acme/m3")]
    [InlineData("now fails to compile.", "acme/m3", "acme/m3/turbo")]
    public async Task A_raised_stage_says_whether_it_has_an_effect_yet(string effect, params string[] gone)
    {
        await AddTenAsync();
        await AddAsync("acme/m3/turbo");
        Array.ForEach(gone, Catalogue.Remove);
        await RunWellAsync("update", "--accept-shrink");
        await RaiseAsync("1.1.0");

        await ReportsAsync(0, $"raised: acme/m3 has been retired since 2026-11-20. Code that uses it {effect}", "retire", "1.2.0");
    }

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"}}""")]
    [InlineData("{}")]
    [InlineData("{ title")]
    [InlineData("{\n  \"title\": \"\\n  \\\"x-retired\\\": {}\"\n}")]
    [InlineData("{\"x-rules\": {\n  \"x-retired\": { \"stage\": \"warn\" }\n},\"x-retired\": {\"stage\":\"warn\"}}")]
    public async Task A_mark_in_another_format_is_an_error_until_a_person_replaces_it(string patch)
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0");
        Tool.Write(Patch, patch);

        await ReportsAsync(1, "error unraised: acme/m3 has been retired since 2026-11-20", "retire", "1.2.0");
        Assert.Equal(patch, Tool.Read(Patch));
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        Tool.Write(Patch, """{"x-retired":{"since":"2026-11-20","stage":"error"}}""");
        await RunWellAsync("retire", "1.2.0");
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.1.0", "--released", "1.1.0")]
    [InlineData("1.1.0", "--released", "v1.2.0")]
    public async Task A_version_that_cannot_follow_the_last_one_is_refused(params string[] args)
    {
        await RetireAsync();

        await PrintsAsync(2, "", ["retire", .. args]);
    }

    [Theory]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"later\"", "the stage of the retired model 'acme/m3' is 'later'")]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"warn\",\"version\":\"one\"", "the version of the retired model 'acme/m3' is 'one'")]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"warn\",\"version\":1", "'version' of the model 'acme/m3' must be a string")]
    public async Task A_lock_with_an_invalid_stage_is_reported(string part, string instead, string message)
    {
        await RetireAsync();
        Tool.Write("schemas.lock.json", Tool.Read("schemas.lock.json").Replace(part, instead, StringComparison.Ordinal));

        await FailsAsync(2, message, "retire", "1.2.0");
    }

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"},"title":"Mine"}""")]
    [InlineData("""{"title":"Mine"}""")]
    [InlineData(null)]
    public async Task A_model_is_kept_if_a_person_changed_its_mark(string? patch)
    {
        await RetireAsync();
        await RaiseAsync("1.1.0", "1.2.0");
        var marked = Tool.Read(Patch);
        File.Delete(Tool.PathOf(Patch));
        if (patch is not null)
        {
            Tool.Write(Patch, patch);
        }

        await ReportsAsync(1, "error unraised: acme/m3 has been retired since 2026-11-20 and is due to be removed", "retire", "1.3.0");
        Assert.True(File.Exists(Tool.PathOf(Input)));
        Assert.True(patch is null || Tool.Read(Patch) == patch);
        Assert.Contains("\"stage\":\"error\",\"version\":\"1.2.0\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        Tool.Write(Patch, marked);
        await RunWellAsync("retire", "1.3.0");
        Assert.False(Directory.Exists(Tool.PathOf("schemas/acme/m3")));
    }

    [Theory]
    [InlineData("1.1.0")]
    [InlineData("1.1.0", "1.2.0")]
    public async Task A_model_whose_schema_a_person_or_a_killed_command_had_deleted_is_removed(params string[] versions)
    {
        await RetireAsync();
        await RaiseAsync(versions);
        File.Delete(Tool.PathOf(Input));
        File.Delete(Tool.PathOf(Patch));

        await RunWellAsync("retire", "1.3.0");

        Assert.Contains("\"stage\":\"removed\",\"version\":\"1.3.0\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_does_not_block_an_id_in_another_case()
    {
        await RetireAsync();
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");
        Catalogue["acme/M3"] = SchemaWith("prompt");

        await PrintsAsync(0, "added  acme/M3\nModels: 1 added, 9 unchanged.\n", "update", "--all");
    }

    private static string Lock(string stage, string version) =>
        $$"""
        "retired":{"since":"2026-11-20","stage":"{{stage}}","version":"{{version}}"}
        """;
}
