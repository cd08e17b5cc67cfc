using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>A retired model on its way out: a warning for a minor version, an error for the next one, then no files.</summary>
public sealed class RetireTests : CatalogueTest
{
    private const string Input = "schemas/acme/m3/input.json";
    private const string Patch = "schemas/acme/m3/input.patch.json";

    [Fact]
    public async Task A_model_warns_for_a_minor_version_fails_for_the_next_and_is_gone_in_the_third()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");

        await RunWellAsync("retire", "1.1.0");
        Assert.Equal("No retired model changes in 1.1.0.\n", Tool.Output);
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        await RunWellAsync("retire", "1.1.1");
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        await RunWellAsync("retire", "1.2.0");
        Assert.Contains("warning raised: acme/m3 has been retired since 2026-11-20: code that uses", Tool.Output, StringComparison.Ordinal);
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"error\" },\n  \"title\": \"Three\"\n}\n", Tool.Read(Patch));
        await RunWellAsync("lint");

        await RunWellAsync("retire", "2.0.0");
        Assert.Contains("warning removed: acme/m3 has been retired since 2026-11-20, and its files", Tool.Output, StringComparison.Ordinal);
        Assert.Contains(Lock("removed", "2.0.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Tool.PathOf("schemas/acme/m3")));
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/m4/input.json")));
    }

    [Fact]
    public async Task The_same_version_twice_changes_nothing_more()
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0");
        await RunWellAsync("retire", "1.2.0");
        var (locked, patch) = (Tool.Read("schemas.lock.json"), Tool.Read(Patch));

        await RunWellAsync("retire", "1.2.0", "--released", "1.1.0");

        Assert.Equal("No retired model changes in 1.2.0.\n", Tool.Output);
        Assert.Equal((locked, patch), (Tool.Read("schemas.lock.json"), Tool.Read(Patch)));
    }

    [Fact]
    public async Task A_stage_of_a_version_that_was_never_released_does_not_count()
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0", "--released", "1.0.0");

        await RunWellAsync("retire", "2.0.0", "--released", "1.0.0");

        Assert.Equal("No retired model changes in 2.0.0.\n", Tool.Output);
        Assert.Contains(Lock("warn", "2.0.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_that_comes_back_is_taken_anew()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");
        await RemoveAsync();
        await RunWellAsync("update");
        Assert.Equal("Models: 9 unchanged.\n", Tool.Output);
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await RunWellAsync("update");

        Assert.Equal("added  acme/m3\nModels: 1 added, 9 unchanged.\n", Tool.Output);
        Assert.True(File.Exists(Tool.PathOf(Input)));
        Assert.False(File.Exists(Tool.PathOf(Patch)));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_does_not_keep_out_one_of_another_spelling()
    {
        await RetireAsync();
        await RemoveAsync();
        Catalogue["acme/M3"] = SchemaWith("prompt");

        await RunWellAsync("update", "--all");

        Assert.Equal("added  acme/M3\nModels: 1 added, 9 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task A_model_that_returns_before_it_is_removed_loses_every_stage()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");
        await RunWellAsync("retire", "1.1.0");
        await RunWellAsync("retire", "1.2.0");
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await RunWellAsync("update");

        Assert.Equal("{\n  \"title\": \"Three\"\n}\n", Tool.Read(Patch));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_schema_and_an_output_of_somebodys_own_stay()
    {
        await RetireAsync();
        Tool.Write("schemas/acme/m3/output.json", """{"type":"object"}""");
        var written = Tool.Read(Input);
        Tool.Write(Input, written + "\n");
        await RunWellAsync("retire", "1.1.0");
        await RunWellAsync("retire", "1.2.0");

        Assert.Equal(1, await Tool.RunAsync("retire", "1.3.0"));
        Assert.Contains("error edited: acme/m3 has been retired", Tool.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Tool.PathOf(Patch)));
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        Tool.Write(Input, written);
        await RunWellAsync("retire", "1.3.0");
        Assert.Contains("warning left: acme/m3/output.json was written by hand and is kept.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(["output.json"], Directory.GetFiles(Tool.PathOf("schemas/acme/m3")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"}}""")]
    [InlineData("{}")]
    [InlineData("{ title")]
    [InlineData("{\n  \"title\": \"\\n  \\\"x-retired\\\": {}\"\n}")]
    [InlineData("{\"x-rules\": {\n  \"x-retired\": { \"stage\": \"warn\" }\n},\"x-retired\": {\"stage\":\"warn\"}}")]
    public async Task A_mark_of_another_form_is_an_error_until_somebody_raises_it(string patch)
    {
        await RetireAsync();
        await RunWellAsync("retire", "1.1.0");
        Tool.Write(Patch, patch);

        Assert.Equal(1, await Tool.RunAsync("retire", "1.2.0"));
        Assert.Contains("error unraised: acme/m3 has been retired since 2026-11-20", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(patch, Tool.Read(Patch));
        Assert.Contains(Lock("warn", "1.1.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        Tool.Write(Patch, """{"x-retired":{"since":"2026-11-20","stage":"error"}}""");
        await RunWellAsync("retire", "1.2.0");
        Assert.Contains(Lock("error", "1.2.0"), Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.0-rc.1")]
    [InlineData("1.1.0", "--released", "1.1.0")]
    [InlineData("1.1.0", "--released", "v1.2.0")]
    [InlineData("1.1.0", "--released", "yesterday")]
    public async Task A_version_that_cannot_be_next_is_refused(params string[] args)
    {
        await RetireAsync();

        Assert.Equal(2, await Tool.RunAsync(["retire", .. args]));
        Assert.Equal("", Tool.Output);
    }

    [Theory]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"later\"", "the stage of the retired model 'acme/m3' is 'later'")]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"warn\",\"version\":\"one\"", "the version of the retired model 'acme/m3' is 'one'")]
    [InlineData("\"stage\":\"warn\"", "\"stage\":\"warn\",\"version\":1", "the model 'acme/m3' has no string 'version'")]
    public async Task A_lock_whose_stages_somebody_edited_is_told(string part, string instead, string why)
    {
        await RetireAsync();
        Tool.Write("schemas.lock.json", Tool.Read("schemas.lock.json").Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal(2, await Tool.RunAsync("retire", "1.2.0"));
        Assert.Contains(why, Tool.Error, StringComparison.Ordinal);
    }

    private static string Lock(string stage, string version) =>
        $$"""
        "retired":{"since":"2026-11-20","stage":"{{stage}}","version":"{{version}}"}
        """;

    private async Task RemoveAsync()
    {
        await RunWellAsync("retire", "1.1.0");
        await RunWellAsync("retire", "1.2.0");
        await RunWellAsync("retire", "1.3.0");
    }

    private async Task RetireAsync(string? patch = null)
    {
        foreach (var number in Enumerable.Range(0, 10))
        {
            Catalogue[$"acme/m{number}"] = SchemaWith("prompt");
        }

        await RunWellAsync("add", "--all");
        if (patch is not null)
        {
            Tool.Write(Patch, patch);
        }

        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
    }
}
