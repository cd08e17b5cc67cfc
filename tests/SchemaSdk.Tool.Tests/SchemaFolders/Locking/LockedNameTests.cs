namespace SchemaSdk.Tool.Tests.SchemaFolders.Locking;

public sealed class LockedNameTests : CatalogueTest
{
    [Fact]
    public async Task A_new_model_that_would_get_the_same_CSharp_name_does_not_rename_an_older_one()
    {
        await AddAsync("acme/wan-2.6");
        await new GitRepository(Tool.Folder).CommitAsync();
        Catalogue["acme/wan-2-6"] = SchemaWith("prompt");

        await RunWellAsync("update", "--all");

        Assert.Equal(
            [("acme/wan-2-6", "Acme.Wan_Lower_Dash_2_Dash_6"), ("acme/wan-2.6", "Acme.Wan2_6")], Names());
        await ReportsAsync(0, "0 breaking, 0 unknown, 0 reading, 1 feature", "diff", "HEAD");
    }

    [Fact]
    public async Task A_lock_of_an_earlier_version_keeps_the_names_that_the_models_had()
    {
        await AddAsync("acme/wan-2.6");
        Tool.Write("schemas/acme/own/input.json", PromptSchema);
        WithoutNames();
        Catalogue["acme/wan-2-6"] = SchemaWith("prompt");
        Catalogue["acme/own_"] = SchemaWith("prompt");

        await RunWellAsync("update", "--all");

        Assert.Equal(
            [
                ("acme/own", "Acme.Own"),
                ("acme/own_", "Acme.Own_Lower_Underscore"),
                ("acme/wan-2-6", "Acme.Wan_Lower_Dash_2_Dash_6"),
                ("acme/wan-2.6", "Acme.Wan2_6"),
            ],
            Names());
    }

    [Fact]
    public async Task An_update_without_changes_adds_missing_names()
    {
        await AddAsync("acme/kite");
        var locked = Tool.Read("schemas.lock.json");
        WithoutNames();

        await RunWellAsync("update");

        Assert.Equal(locked, Tool.Read("schemas.lock.json"));
    }

    [Fact]
    public async Task The_name_of_a_model_made_by_hand_is_kept_only_while_the_model_exists()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas/acme/own/input.json", PromptSchema);
        await RunWellAsync("update");
        Assert.Equal([("acme/kite", "Acme.Kite"), ("acme/own", "Acme.Own")], Names());

        Directory.Move(Tool.PathOf("schemas/acme/own"), Tool.PathOf("schemas/acme/own_"));
        await RunWellAsync("update");
        Assert.Equal([("acme/kite", "Acme.Kite"), ("acme/own_", "Acme.Own")], Names());
    }

    [Fact]
    public async Task The_name_of_a_removed_model_is_kept_unless_a_patch_gives_it_to_another()
    {
        await AddTenAsync();
        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
        await RaiseAsync("1.1.0", "1.2.0", "1.3.0");
        Assert.False(File.Exists(Tool.PathOf("schemas/acme/m3/input.json")));
        Catalogue["acme/m_3"] = SchemaWith("prompt");
        await RunWellAsync("update", "--all");
        Assert.Contains(("acme/m3", "Acme.M3"), Names());
        Assert.Contains(("acme/m_3", "Acme.M_Lower_Underscore_3"), Names());

        Tool.Write("schemas/acme/m_3/input.patch.json", """{"x-csharp-name":"M3"}""");
        await RunWellAsync("update");
        Assert.Contains(("acme/m_3", "Acme.M3"), Names());
        Assert.DoesNotContain(Names(), name => name.Id == "acme/m3");
    }

    [Fact]
    public async Task Lint_reports_a_name_in_the_lock_that_cannot_be_used()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas.lock.json", Tool.Read("schemas.lock.json").Replace("Acme.Kite", "Acme.kite", StringComparison.Ordinal));

        await ReportsAsync(1, "schemas.lock.json(11,18): warning SSDK026: The lock file gives 'acme/kite' the C# name", "lint");
    }

    private void WithoutNames()
    {
        var json = JsonNode.Parse(Tool.Read("schemas.lock.json"))!.AsObject();
        json.Remove("names");
        Tool.Write("schemas.lock.json", json.ToJsonString());
    }

    private List<(string Id, string Name)> Names() =>
    [
        .. JsonNode.Parse(Tool.Read("schemas.lock.json"))!["names"]!.AsObject().Select(name => (name.Key, (string)name.Value!)),
    ];
}
