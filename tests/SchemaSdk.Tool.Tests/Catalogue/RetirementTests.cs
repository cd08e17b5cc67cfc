namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>
/// Tests updates that mark a model as retired or remove the mark. If the model's patch cannot be changed, the report must say so, and the
/// lock file must keep the actual state.
/// </summary>
public sealed class RetirementTests : RetirementTest
{
    [Fact]
    public async Task A_model_that_disappeared_is_marked_once_as_retired_in_its_patch_and_in_the_lock()
    {
        await RetireAsync("{\n  \"title\": \"Three\"\n}\n");

        var patch = Tool.Read(Patch);
        Assert.Equal("{\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"warn\" },\n  \"title\": \"Three\"\n}\n", patch);
        Assert.Contains(
            "\"retired\":{\"since\":\"2026-11-20\",\"stage\":\"warn\"}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Contains("warning retired: acme/m3 has disappeared from the catalogue.", Tool.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Tool.PathOf(Input)));

        await ReportsAsync(0, "10 models: 0 errors, 0 warnings.", "lint");

        Time.Now += TimeSpan.FromDays(1);
        await RunWellAsync("update");
        Assert.Equal(patch, Tool.Read(Patch));
        Assert.Equal("Models: 9 unchanged.\n", Tool.Output);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("{\n  \"title\": \"Three\"\n}\n")]
    public async Task A_model_that_returns_loses_the_mark_and_keeps_its_patch(string? patch)
    {
        await RetireAsync(patch);
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await RunWellAsync("update");

        Assert.Equal(patch is "{}" ? null : patch, File.Exists(Tool.PathOf(Patch)) ? Tool.Read(Patch) : null);
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Equal("returned  acme/m3 is in the catalogue again.\nModels: 1 returned, 10 unchanged.\n", Tool.Output);
    }

    [Theory]
    [InlineData("{ title")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"\ud800":1}""")]
    public async Task A_patch_that_cannot_be_marked_is_an_error_until_it_is_fixed(string patch)
    {
        await AddTenAsync();
        Tool.Write(Patch, patch);
        Catalogue.Remove("acme/m3");

        for (var run = 0; run < 2; run++)
        {
            await ReportsAsync(1, "error unmarked: acme/m3 has disappeared from the catalogue", "update");
            Assert.Contains("add x-retired to that file by hand", Tool.Output, StringComparison.Ordinal);
            Assert.EndsWith("Models: 1 unmarked, 9 unchanged.\n", Tool.Output, StringComparison.Ordinal);
            Assert.Equal(patch, Tool.Read(Patch));
            Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        }

        Tool.Write(Patch, "{}");
        await RunWellAsync("update");

        Assert.Contains("x-retired", Tool.Read(Patch), StringComparison.Ordinal);
        Assert.Contains("\"retired\":{", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_that_was_marked_by_hand_is_kept_and_the_lock_records_the_retirement()
    {
        await RetireAsync("""{"x-retired":{"since":"2026-11-01","stage":"error"}}""");

        Assert.Equal("""{"x-retired":{"since":"2026-11-01","stage":"error"}}""", Tool.Read(Patch));
        Assert.Contains("\"retired\":{", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"},"title":"Three"}""")]
    [InlineData("{\n  \"title\": \"Three\",\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"warn\" }\n}\n")]
    [InlineData("{ title")]
    public async Task A_mark_that_cannot_be_removed_is_an_error_until_it_is_removed_by_hand(string patch)
    {
        await RetireAsync();
        Tool.Write(Patch, patch);
        Catalogue["acme/m3"] = SchemaWith("prompt", "wind");

        for (var run = 0; run < 2; run++)
        {
            await ReportsAsync(1, "error still-marked: acme/m3 is in the catalogue again", "update");
            Assert.Contains("Remove x-retired from that file by hand", Tool.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("returned", Tool.Output, StringComparison.Ordinal);
            Assert.Equal(patch, Tool.Read(Patch));
            Assert.Contains(
                "\"retired\":{\"since\":\"2026-11-20\",\"stage\":\"warn\"}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
            Assert.Contains("\"wind\"", Tool.Read(Input), StringComparison.Ordinal);
        }

        Tool.Write(Patch, """{"title":"Three"}""");
        await PrintsAsync(0, "returned  acme/m3 is in the catalogue again.\nModels: 1 returned, 10 unchanged.\n", "update");
        Assert.Equal("""{"title":"Three"}""", Tool.Read(Patch));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_returns_loses_the_mark_even_if_its_schema_was_edited()
    {
        await RetireAsync();
        Tool.Write(Input, """{"properties":{"mine":{}}}""");
        Catalogue["acme/m3"] = SchemaWith("prompt", "wind");

        await ReportsAsync(1, "error edited: acme/m3/input.json was edited after it was downloaded", "update");

        Assert.EndsWith("Models: 1 edited, 1 returned, 9 unchanged.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("""{"properties":{"mine":{}}}""", Tool.Read(Input));
        Assert.False(File.Exists(Tool.PathOf(Patch)));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_returns_loses_the_mark_even_if_its_new_schema_is_unusable()
    {
        await RetireAsync();
        Catalogue["acme/m3"] = null;

        await ReportsAsync(1, "error unusable: The schema of acme/m3 in the catalogue is missing. The file was not changed.", "update");

        Assert.EndsWith("Models: 1 unusable, 1 returned, 9 unchanged.\n", Tool.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Tool.PathOf(Patch)));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_missing_only_from_the_first_list_is_not_retired()
    {
        await AddTenAsync();
        Catalogue.Remove("acme/m3");
        var reads = 0;
        Catalogue.BeforeAnswer = _ =>
        {
            if (++reads == 2)
            {
                Catalogue["acme/m3"] = SchemaWith("prompt");
            }

            return Task.CompletedTask;
        };

        await PrintsAsync(0, "Models: 10 unchanged.\n", "update");
    }

    [Fact]
    public async Task A_patch_that_is_not_UTF_8_keeps_its_text()
    {
        const string Title = "\"title\": \"Größe\"";
        await AddTenAsync();
        Tool.Write(Patch, $"{{\n  {Title}\n}}\n");
        Catalogue.Remove("acme/m3");

        await KeepsTitleAsync("update");
        await RunWellAsync("retire", "1.1.0");
        await KeepsTitleAsync("retire", "1.2.0");
        Catalogue["acme/m3"] = SchemaWith("prompt");
        await KeepsTitleAsync("update");

        async Task KeepsTitleAsync(params string[] args)
        {
            File.WriteAllBytes(Tool.PathOf(Patch), Encoding.Latin1.GetBytes(Tool.Read(Patch)));
            await RunWellAsync(args);
            Assert.Contains(Title, Tool.Read(Patch), StringComparison.Ordinal);
        }
    }
}
