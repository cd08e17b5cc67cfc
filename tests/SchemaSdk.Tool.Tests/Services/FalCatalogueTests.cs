namespace SchemaSdk.Tool.Tests.Services;

public sealed class FalCatalogueTests : CommandTest
{
    private const string Output = """{"type":"object","properties":{"video":{"type":"string","format":"uri"}}}""";

    private readonly ScriptedFal _fal = new();

    public FalCatalogueTests()
    {
        Tool.Handler = _fal;
        Tool.Time = new FixedTime();
        Tool.SetEnvironment("FAL_KEY", "a-key");
    }

    [Fact]
    public async Task A_model_gets_the_input_and_output_of_its_document_and_the_lock_has_both_hashes()
    {
        Put("acme/kite/fly", "prompt");

        await RunWellAsync("add", "acme/kite/fly", "--service", "fal");

        Assert.Equal(
            ["schemas.lock.json", "schemas/acme/kite/fly/input.json", "schemas/acme/kite/fly/output.json"], Tool.Files());
        Assert.Contains("\"prompt\"", Tool.Read("schemas/acme/kite/fly/input.json"), StringComparison.Ordinal);
        Assert.Contains("\"video\"", Tool.Read("schemas/acme/kite/fly/output.json"), StringComparison.Ordinal);
        var locked = JsonNode.Parse(Tool.Read("schemas.lock.json"))!;
        Assert.Equal("fal", (string?)locked["service"], ignoreCase: true);
        Assert.Equal("https://api.fal.ai/", (string?)locked["models"]!["acme/kite/fly"]!["source"]);
        Assert.StartsWith("sha256:", (string?)locked["models"]!["acme/kite/fly"]!["output"], StringComparison.Ordinal);
        Assert.All(_fal.Requests, request => Assert.Equal(("api.fal.ai", "Key a-key"), (request.Address.Host, request.Token)));
        await RunWellAsync("lint");
    }

    [Fact]
    public async Task The_whole_catalogue_is_read_page_by_page()
    {
        for (var number = 0; number < 5; number++)
        {
            Put($"acme/m{number}", "prompt");
        }

        await RunWellAsync("add", "--all", "--service", "fal");

        Assert.EndsWith("Models: 5 added.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(3, _fal.Requests.Count);
        Assert.All(_fal.Requests, static request => Assert.StartsWith(
            "?expand=openapi-3.0&limit=50&status=active", request.Address.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_is_sent_to_the_service()
    {
        Array.ForEach(["acme/bell", "acme/kite"], id => Put(id, "prompt"));

        await PrintsAsync(0, "added  acme/kite\nModels: 1 added.\n", "add", "--search", "kite", "--service", "fal");
    }

    [Fact]
    public async Task An_update_reads_only_the_models_in_the_lock_and_takes_the_service_from_the_lock()
    {
        Array.ForEach(["acme/bell", "acme/kite", "acme/lamp"], id => Put(id, "prompt"));
        await RunWellAsync("add", "acme/bell", "acme/kite", "--service", "fal");
        _fal["acme/kite"] = ModelDocument.OfFal("acme/kite", SchemaOf("prompt"), SchemaOf("audio"));
        _fal.Requests.Clear();

        await PrintsAsync(0, "updated  acme/kite\nModels: 1 updated, 1 unchanged.\n", "update");
        Assert.Contains("\"audio\"", Tool.Read("schemas/acme/kite/output.json"), StringComparison.Ordinal);
        var (address, _) = Assert.Single(_fal.Requests);
        Assert.EndsWith("endpoint_id=acme%2Fbell&endpoint_id=acme%2Fkite", address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_of_one_folder_leaves_the_other_folder_unchanged()
    {
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "fal", "--folder", "schemas/one");
        await RunWellAsync("add", "acme/kite", "--service", "fal", "--folder", "schemas/two");
        var other = Tool.Read("schemas/two.lock.json");
        Put("acme/kite", "prompt", "wind");

        await PrintsAsync(0, "updated  acme/kite\nModels: 1 updated.\n", "update", "--folder", "schemas/one");
        Assert.Equal(other, Tool.Read("schemas/two.lock.json"));
        Assert.DoesNotContain("wind", Tool.Read("schemas/two/acme/kite/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deprecated_model_is_retired_and_later_removed_with_its_output()
    {
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "fal");
        _fal.Deprecated.Add("acme/kite");

        await ReportsAsync(0, "warning retired: acme/kite", "update");

        await RaiseAsync("1.0.0", "1.1.0", "1.2.0");
        Assert.Equal(["schemas.lock.json"], Tool.Files());
    }

    [Fact]
    public async Task A_model_is_retired_if_fal_answers_404_for_a_list_with_its_id()
    {
        Array.ForEach(["acme/bell", "acme/kite", "acme/lamp"], id => Put(id, "prompt"));
        await RunWellAsync("add", "--all", "--service", "fal");
        _fal.Unknown.Add("acme/kite");
        Put("acme/lamp", "prompt", "wind");

        await ReportsAsync(0, "warning retired: acme/kite has disappeared from the catalogue.", "update");
        Assert.EndsWith("Models: 1 updated, 1 retired, 1 unchanged.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task All_models_are_retired_if_fal_knows_none_of_them_unless_it_answers_404_for_everything(bool isForAll, int exit)
    {
        Array.ForEach(["acme/bell", "acme/kite"], id => Put(id, "prompt"));
        await RunWellAsync("add", "--all", "--service", "fal");
        _fal.Unknown.UnionWith(["acme/bell", "acme/kite", isForAll ? "" : "acme/lamp"]);

        Assert.Equal(exit, await Tool.RunAsync("update"));
    }

    [Fact]
    public async Task An_edited_output_is_kept()
    {
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "fal");
        Tool.Write("schemas/acme/kite/output.json", "{}");
        Put("acme/kite", "prompt", "wind");

        await ReportsAsync(1, "error edited: acme/kite/output.json was edited", "update");
        Assert.DoesNotContain("wind", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);

        await RunWellAsync("update", "--overwrite");
        Assert.Contains("video", Tool.Read("schemas/acme/kite/output.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_the_user_wrote_is_kept_and_the_input_is_still_updated()
    {
        var document = ModelDocument.OfFal("acme/kite", SchemaOf("prompt"), Output);
        ((JsonObject)document["paths"]!).Remove("/acme/kite/requests/{request_id}");
        _fal["acme/kite"] = document;
        await RunWellAsync("add", "acme/kite", "--service", "fal");
        Tool.Write("schemas/acme/kite/output.json", "{}");
        Put("acme/kite", "prompt", "wind");

        await ReportsAsync(0, "acme/kite/output.json is not from the catalogue, so it was kept", "update");
        Assert.Contains("wind", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
        Assert.Equal("{}", Tool.Read("schemas/acme/kite/output.json"));

        File.Delete(Tool.PathOf("schemas/acme/kite/output.json"));
        await RunWellAsync("update");
        Assert.Contains("video", Tool.Read("schemas/acme/kite/output.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_usable_document_is_skipped_and_the_others_are_added()
    {
        Put("acme/kite", "prompt");
        _fal["acme/lost"] = null;
        _fal["acme/none"] = new JsonObject { ["openapi"] = "3.0.4", ["paths"] = new JsonObject() };
        _fal["acme/../evil"] = ModelDocument.OfFal("acme/../evil", SchemaOf("prompt"), Output);

        await ReportsAsync(1, "error unusable: The schema of acme/lost in the catalogue is missing.", "add", "--all", "--service", "fal");
        Assert.Contains("error unusable: The schema of acme/none in the catalogue cannot be read:", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("error refused-id:", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/acme/kite/output.json"], Tool.Files());
    }

    [Fact]
    public async Task A_document_with_a_name_that_is_not_Unicode_is_left_out_and_the_others_are_added()
    {
        const string Odd = """{"openapi":"3.0.4","paths":{"/\ud800":{"post":{}}}}""";
        var whole = ModelDocument.OfFal("acme/kite", SchemaOf("prompt"), Output).ToJsonString();
        Tool.Handler = new Scripted(_fal, _ => Task.FromResult<HttpResponseMessage?>(Scripted.Json(
            $$"""
            {"models":[{"endpoint_id":"acme/odd","openapi":{{Odd}} },{"endpoint_id":"acme/kite","openapi":{{whole}} }],"has_more":false}
            """)));

        await ReportsAsync(
            1, "error unusable: The schema of acme/odd in the catalogue cannot be read:", "add", "--all", "--service", "fal");

        Assert.True(File.Exists(Tool.PathOf("schemas/acme/kite/input.json")));
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_is_reported()
    {
        var input = """{"type":"object","properties":{"prompt":{"type":"string"},"size":{"$ref":"#/components/schemas/Size"}}}""";
        _fal["acme/kite"] = ModelDocument.OfFal("acme/kite", input, Output);

        await ReportsAsync(
            0,
            "warning lost-reference: acme/kite/input.json refers to '#/components/schemas/Size', which is not in the document.",
            "add", "acme/kite", "--service", "fal");
    }

    [Fact]
    public async Task A_model_that_is_missing_in_the_catalogue_is_reported() =>
        await FailsAsync(3, "has no model 'acme/kite'. Nothing was changed.", "add", "acme/kite", "--service", "fal");

    [Theory]
    [InlineData("0", "The catalogue repeats itself")]
    [InlineData("", "The catalogue could not be read")]
    public async Task A_catalogue_that_repeats_a_page_or_does_not_say_where_it_continues_is_refused(string cursor, string message)
    {
        Put("acme/kite", "prompt");
        _fal.Cursor = cursor;
        Tool.Time = new InstantTime();

        await FailsAsync(3, message, "add", "--all", "--service", "fal");
    }

    [Fact]
    public async Task A_service_that_differs_from_the_lock_is_refused_with_both_names()
    {
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "fal");
        var files = Tool.Files();

        foreach (var command in (string[])["add --all", "update", "run acme/kite", "price acme/kite", "docs --prices"])
        {
            await FailsAsync(2, "--service is Replicate, but the service in ", [.. command.Split(' '), "--service", "Replicate"]);
            Assert.Contains(" is fal.", Tool.Error, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(files, Tool.Files());
    }

    private void Put(string id, params string[] inputs) => _fal[id] = ModelDocument.OfFal(id, SchemaOf(inputs), Output);

    private static string SchemaOf(params string[] properties) => ScriptedCatalogue.SchemaWith(properties);
}
