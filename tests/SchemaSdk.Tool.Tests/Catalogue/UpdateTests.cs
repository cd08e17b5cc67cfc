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

        await PrintsAsync(0, "updated  acme/kite\nModels: 1 updated, 1 unchanged.\n", "update");
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

        await PrintsAsync(0, "Models: 2 unchanged.\n", "update");
    }

    [Fact]
    public async Task A_removed_model_gets_no_output_schema()
    {
        await AddAsync("acme/bell", "acme/kite");
        Catalogue.Remove("acme/kite");
        await RunWellAsync("update", "--accept-shrink");
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");
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

        await ReportsAsync(1, "error edited: acme/kite/input.json was edited after it was downloaded", "update");
        Assert.Equal("""{"properties":{"mine":{}}}""", Tool.Read("schemas/acme/kite/input.json"));

        await RunWellAsync("update", "--overwrite");
        Assert.Contains("\"wind\"", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_line_endings_are_not_an_edit()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas/acme/kite/input.json", Tool.Read("schemas/acme/kite/input.json").Replace("\n", "\r\n"));

        await PrintsAsync(0, "Models: 1 unchanged.\n", "update");
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
