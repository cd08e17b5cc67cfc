namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Tests the last stage of a retirement, in which the files of the model are deleted.</summary>
public sealed class RemovalTests : CatalogueTest
{
    private const string Input = "schemas/acme/m3/input.json";
    private const string Patch = "schemas/acme/m3/input.patch.json";

    [Theory]
    [InlineData("""{"x-retired":{"since":"2026-11-20","stage":"warn"},"title":"Mine"}""")]
    [InlineData("""{"title":"Mine"}""")]
    [InlineData(null)]
    public async Task A_model_is_kept_if_a_person_changed_its_mark(string? patch)
    {
        await FailToCompileAsync();
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

    [Fact]
    public async Task A_model_whose_schema_a_killed_command_had_deleted_is_removed()
    {
        await FailToCompileAsync();
        File.Delete(Tool.PathOf(Input));
        File.Delete(Tool.PathOf(Patch));

        await RunWellAsync("retire", "1.3.0");

        Assert.Contains("\"stage\":\"removed\",\"version\":\"1.3.0\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_does_not_block_an_id_in_another_case()
    {
        await FailToCompileAsync();
        await RunWellAsync("retire", "1.3.0");
        Catalogue["acme/M3"] = SchemaWith("prompt");

        await RunWellAsync("update", "--all");

        Assert.Equal("added  acme/M3\nModels: 1 added, 9 unchanged.\n", Tool.Output);
    }

    private async Task FailToCompileAsync()
    {
        await AddTenAsync();
        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
        await RunWellAsync("retire", "1.1.0");
        await RunWellAsync("retire", "1.2.0");
    }
}
