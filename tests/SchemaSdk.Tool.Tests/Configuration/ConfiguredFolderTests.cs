namespace SchemaSdk.Tool.Tests.Configuration;

public sealed class ConfiguredFolderTests : CatalogueTest
{
    private const string Prose = "A long story about kites. ";

    [Fact]
    public async Task An_update_adds_new_models_that_match_the_patterns_of_the_folder_and_keeps_all_other_models()
    {
        await AddAsync("acme/bell", "other/one");
        Catalogue["acme/kite"] = Catalogue["acme/kite/lab"] = Catalogue["other/two"] = SchemaWith("prompt");
        Tool.Write("schemasdk.json", """
            { "folders": { "schemas": { "all": true, "include": ["acme/*"], "exclude": ["*/lab"] } } }
            """);
        Catalogue["other/one"] = SchemaWith("prompt", "wind");

        await ReportsAsync(0, "added    acme/kite\n", "update");
        Assert.Contains("updated  other/one\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(["acme/bell", "acme/kite", "other/one"], Ids());
    }

    [Fact]
    public async Task Adding_all_follows_the_patterns_and_adding_an_id_does_not()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": { "include": ["acme/*"] } } }""");
        await AddAsync("acme/bell", "other/one");
        Assert.Equal(["acme/bell"], Ids());

        await RunWellAsync("add", "other/one");

        Assert.Equal(["acme/bell", "other/one"], Ids());
    }

    [Fact]
    public async Task The_setting_facts_omits_the_prose_in_every_command()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": { "facts": true } } }""");
        Catalogue["acme/bell"] = Catalogue["acme/kite"] = Described("prompt");
        await RunWellAsync("add", "--all");
        Catalogue["acme/kite"] = Described("prompt", "wind");
        await ReportsAsync(0, "updated  acme/kite\n", "update");
        Tool.Write("page.txt", $"The input:\n{Described("prompt")}\n");
        await RunWellAsync("import", "page.txt", "--id", "acme/own");

        Assert.Equal(["acme/bell", "acme/kite", "acme/own"], Ids());
        Assert.All(Ids(), id => Assert.DoesNotContain(Prose, Tool.Read($"schemas/{id}/input.json"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_without_options_updates_every_folder()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": { "include": ["acme/*"] }, "moving": { "include": ["other/*"] } } }""");
        Catalogue["acme/kite"] = Catalogue["other/one"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all", "--folder", "still");
        await RunWellAsync("add", "--all", "--folder", "moving");
        Catalogue["acme/kite"] = Catalogue["other/one"] = SchemaWith("prompt", "wind");

        await PrintsAsync(0, "updated  acme/kite\nupdated  other/one\nstill: Models: 1 updated. moving: Models: 1 updated.\n", "update");
    }

    [Fact]
    public async Task A_command_for_every_folder_leaves_out_folders_of_handwritten_schemas_and_retire_those_without_models()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "own": {} } }""");
        Tool.Write("own/mine/bell/input.json", SchemaWith("prompt"));
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "acme/kite", "--folder", "schemas");

        await PrintsAsync(0, "Models: 1 unchanged.\n", "update");
        await PrintsAsync(0, "No retired model changes its stage.\n", "retire", "1.1.0");
        await FailsAsync(2, "No model in ", "update", "--folder", "own");

        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "new": { "all": true } } }""");
        await PrintsAsync(0, "No retired model changes its stage.\n", "retire", "1.1.0");
    }

    [Fact]
    public async Task The_models_of_a_folder_inside_another_do_not_belong_to_the_outer_folder()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "schemas/films": {} } }""");
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "acme/kite", "--folder", "schemas/films");
        await RunWellAsync("add", "acme/kite", "--folder", "schemas");

        Assert.DoesNotContain("films", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        await ReportsAsync(0, "schemas: 2 files, 1 model: 0 errors, 0 warnings. schemas/films: 2 files, 1 model: ", "lint");
    }

    [Theory]
    [InlineData(1, "error refused-id: ", true, "update")]
    [InlineData(0, "dropped  acme/m3 is not in the catalogue or the folder", false, "update")]
    [InlineData(0, "warning dropped: acme/m3 is in the folder 'schemas/acme/m3', which ", false, "retire", "1.1.0")]
    public async Task A_model_in_a_folder_that_is_now_listed_separately_is_forgotten_and_its_files_stay(
        int exit, string report, bool isListed, params string[] command)
    {
        await AddTenAsync();
        if (!isListed)
        {
            Catalogue.Remove("acme/m3");
        }

        if (command[0] == "retire")
        {
            await RunWellAsync("update");
        }

        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "schemas/acme/m3": {} } }""");
        var before = Files();

        await ReportsAsync(exit, report, [.. command, "--folder", "schemas"]);

        Assert.Equal(before, Files());
        Assert.DoesNotContain("acme/m3", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);

        string[] Files() =>
        [
            .. Tool.Files()
                .Where(static name => name.StartsWith("schemas/", StringComparison.Ordinal))
                .Select(name => $"{name}: {Tool.Read(name)}"),
        ];
    }

    [Fact]
    public async Task A_folder_without_a_lock_has_the_service_of_its_settings()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": { "service": "fal" } } }""");

        await FailsAsync(2, "FAL_KEY", "add", "fal-ai/kite");
    }

    [Theory]
    [InlineData("AcmeClient", "Acme.Models", "{}")]
    [InlineData("KiteClient", "Acme.Models", """{ "folders": { "schemas": { "client": "KiteClient" } } }""")]
    [InlineData("AcmeClient", "kites", """{ "folders": { "schemas": { "namespace": "kites" } } }""")]
    [InlineData("_kites", "kites.@new", "{}", "--client", "_kites", "--namespace", "kites.new")]
    public Task Names_come_from_the_options_the_settings_or_the_project(
        string client, string space, string content, params string[] options)
    {
        Tool.Write("schemasdk.json", content);

        return NamesAsync(client, space, "Acme.Models", "<ModelClientName>AcmeClient</ModelClientName>", options);
    }

    [Theory]
    [InlineData("ModelsClient", "film", "film", "")]
    [InlineData("ModelsClient", "MyApp", "my-app", "")]
    [InlineData("ModelsClient", "my_app", "my app", "")]
    [InlineData("ModelsClient", "my_app", "my-app", "<RootNamespace>my_app</RootNamespace>")]
    [InlineData("größe", "Acme", "Acme", "<ModelClientName>größe</ModelClientName><RootNamespace>$(Other)</RootNamespace>")]
    public Task Names_from_the_project_are_those_that_a_build_makes(string client, string space, string project, string properties) =>
        NamesAsync(client, space, project, properties);

    private async Task NamesAsync(string client, string space, string project, string properties, params string[] options)
    {
        Tool.Write(
            $"{project}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{properties}</PropertyGroup></Project>");
        Tool.Write("schemas/acme/kite/input.json", SchemaWith("prompt"));

        await RunWellAsync(["docs", .. options]);

        var page = Tool.Read("site/acme/kite.md");
        Assert.Contains($"new {client}(", page, StringComparison.Ordinal);
        Assert.Contains($"using {space};", page, StringComparison.Ordinal);
    }

    private static string Described(params string[] properties) => SchemaWith(properties)
        .Replace("\"type\"", $"\"description\":\"{string.Concat(Enumerable.Repeat(Prose, 20))}\",\"type\"", StringComparison.Ordinal);

    private List<string> Ids() =>
    [
        .. Tool.Files().Where(static path => path.EndsWith("/input.json", StringComparison.Ordinal))
            .Select(static path => path["schemas/".Length..^"/input.json".Length]),
    ];
}
