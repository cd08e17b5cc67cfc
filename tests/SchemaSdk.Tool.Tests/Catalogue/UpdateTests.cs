namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class UpdateTests : CatalogueTest
{
    [Fact]
    public async Task A_changed_schema_is_replaced_and_everything_else_is_kept()
    {
        await AddAsync("acme/bell", "acme/kite");
        Tool.Write("schemas/acme/kite/input.patch.json", """{"title":"Kite"}""");
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        Catalogue["acme/new"] = SchemaWith("prompt");
        Time.Now += TimeSpan.FromDays(1);

        await RunWellAsync("update");

        Assert.Equal("updated  acme/kite\nModels: 1 updated, 1 unchanged.\n", Tool.Output);
        Assert.Contains("\"wind\"", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
        Assert.Equal("""{"title":"Kite"}""", Tool.Read("schemas/acme/kite/input.patch.json"));
        var locked = Tool.Read("schemas.lock.json");
        Assert.Contains("\"acme/bell\": {\"taken\":\"2026-11-20T12:00:00Z\"", locked, StringComparison.Ordinal);
        Assert.Contains("\"acme/kite\": {\"taken\":\"2026-11-21T12:00:00Z\"", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("acme/new", locked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_writes_no_file_if_nothing_changed()
    {
        await AddAsync("acme/bell", "acme/kite");
        Time.Now += TimeSpan.FromDays(1);
        Tool.CreateFile = path => throw new InvalidOperationException(path);

        await RunWellAsync("update");

        Assert.Equal("Models: 2 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task A_model_that_disappeared_is_marked_once_as_retired_in_its_patch_and_in_the_lock()
    {
        await AddTenAsync();
        Tool.Write("schemas/acme/m3/input.patch.json", "{\n  \"title\": \"Three\"\n}\n");
        Catalogue.Remove("acme/m3");

        await RunWellAsync("update");

        Assert.Equal(
            "{\n  \"x-retired\": { \"since\": \"2026-11-20\", \"stage\": \"warn\" },\n  \"title\": \"Three\"\n}\n",
            Tool.Read("schemas/acme/m3/input.patch.json"));
        Assert.Contains(
            "\"retired\":{\"since\":\"2026-11-20\",\"stage\":\"warn\"}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Contains("warning retired: acme/m3 has disappeared from the catalogue.", Tool.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/m3/input.json")));
        var patch = Tool.Read("schemas/acme/m3/input.patch.json");

        await ReportsAsync(0, "10 models: 0 errors, 0 warnings.", "lint");

        Time.Now += TimeSpan.FromDays(1);
        await RunWellAsync("update");
        Assert.Equal(patch, Tool.Read("schemas/acme/m3/input.patch.json"));
        Assert.Equal("Models: 9 unchanged.\n", Tool.Output);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("{\n  \"title\": \"Three\"\n}\n")]
    public async Task A_model_that_returns_loses_the_mark_and_keeps_its_patch(string? patch)
    {
        await AddTenAsync();
        if (patch is not null)
        {
            Tool.Write("schemas/acme/m3/input.patch.json", patch);
        }

        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
        Catalogue["acme/m3"] = SchemaWith("prompt");

        await RunWellAsync("update");

        Assert.Equal(patch == "{\n  \"title\": \"Three\"\n}\n", File.Exists(Tool.PathOf("schemas/acme/m3/input.patch.json")));
        Assert.True(patch is null or "{}" || Tool.Read("schemas/acme/m3/input.patch.json") == patch);
        Assert.DoesNotContain("retired", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Equal("returned  acme/m3 is in the catalogue again.\nModels: 1 returned, 10 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task A_removed_model_gets_no_output_schema()
    {
        await AddAsync("acme/bell", "acme/kite");
        Catalogue.Remove("acme/kite");
        await RunWellAsync("update", "--accept-shrink");
        foreach (var version in (string[])["1.1.0", "1.2.0", "1.3.0"])
        {
            await RunWellAsync("retire", version);
        }

        File.Move(Tool.PathOf("schemas/output.json"), Tool.PathOf("schemas/acme/bell/output.json"));

        await RunWellAsync("update");

        Assert.False(File.Exists(Tool.PathOf("schemas/output.json")));
        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task An_edited_schema_is_replaced_only_on_request()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas/acme/kite/input.json", """{"properties":{"mine":{}}}""");
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");

        Assert.Equal(1, await Tool.RunAsync("update"));

        Assert.Equal("""{"properties":{"mine":{}}}""", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Contains("error edited: acme/kite/input.json was edited after it was downloaded", Tool.Output, StringComparison.Ordinal);

        await RunWellAsync("update", "--overwrite");
        Assert.Contains("\"wind\"", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_line_endings_are_not_an_edit()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas/acme/kite/input.json", Tool.Read("schemas/acme/kite/input.json").Replace("\n", "\r\n"));

        await RunWellAsync("update");

        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task A_deleted_schema_is_restored()
    {
        await AddAsync("acme/kite");
        File.Delete(Tool.PathOf("schemas/acme/kite/input.json"));

        await RunWellAsync("update");

        Assert.True(File.Exists(Tool.PathOf("schemas/acme/kite/input.json")));
        Assert.Equal("restored  acme/kite\nModels: 1 restored.\n", Tool.Output);
    }

    [Fact]
    public async Task A_model_of_another_service_is_not_changed()
    {
        await AddAsync("acme/kite");
        Catalogue.Remove("acme/kite");

        await FailsAsync(2, "comes from https://other.example/", "update", "--address", "https://other.example");
        Assert.False(File.Exists(Tool.PathOf("schemas/acme/kite/input.patch.json")));
    }

    [Fact]
    public async Task An_update_needs_a_lock()
    {
        await FailsAsync(2, "Add models with 'schemasdk add'", "update");
        Assert.Empty(Tool.Files());
    }
}
