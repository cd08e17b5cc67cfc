namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>
/// Tests updates that cannot mark a model as retired, or cannot remove the mark, because the model's patch cannot be changed. The report
/// must say so, and the lock file must keep the actual state.
/// </summary>
public sealed class RetirementTests : CatalogueTest
{
    private const string Patch = "schemas/acme/m3/input.patch.json";

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
        await AddTenAsync();
        Tool.Write(Patch, """{"x-retired":{"since":"2026-11-01","stage":"error"}}""");
        Catalogue.Remove("acme/m3");

        await RunWellAsync("update");

        Assert.Equal("""{"x-retired":{"since":"2026-11-01","stage":"error"}}""", Tool.Read(Patch));
        Assert.Contains("\"retired\":{", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"},"title":"Three"}""")]
    [InlineData("{\n  \"title\": \"Three\",\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"warn\" }\n}\n")]
    [InlineData("{ title")]
    public async Task A_mark_that_cannot_be_removed_is_an_error_until_it_is_removed_by_hand(string patch)
    {
        await AddTenAsync();
        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
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
            Assert.Contains("\"wind\"", Tool.Read("schemas/acme/m3/input.json"), StringComparison.Ordinal);
        }

        Tool.Write(Patch, """{"title":"Three"}""");
        await RunWellAsync("update");

        Assert.Equal("returned  acme/m3 is in the catalogue again.\nModels: 1 returned, 10 unchanged.\n", Tool.Output);
        Assert.Equal("""{"title":"Three"}""", Tool.Read(Patch));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_returns_loses_the_mark_even_if_its_schema_was_edited()
    {
        await AddTenAsync();
        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
        Tool.Write("schemas/acme/m3/input.json", """{"properties":{"mine":{}}}""");
        Catalogue["acme/m3"] = SchemaWith("prompt", "wind");

        await ReportsAsync(1, "error edited: acme/m3/input.json was edited after it was downloaded", "update");

        Assert.EndsWith("Models: 1 edited, 1 returned, 9 unchanged.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("""{"properties":{"mine":{}}}""", Tool.Read("schemas/acme/m3/input.json"));
        Assert.False(File.Exists(Tool.PathOf(Patch)));
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }
}
