namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportPlaceTests : ImportTest
{
    private const string Edited = """{"type": "object", "properties": {"mine": {"type": "string"}}}""";

    [Fact]
    public async Task A_differing_file_is_kept_and_nothing_else_is_written()
    {
        Tool.Write("schemas/acme/kite/output.json", Edited);
        Tool.Write("page.txt", Mention + Input + Output);

        Assert.Equal(1, await Tool.RunAsync("import", "page.txt"));

        Assert.Equal(["page.txt", "schemas/acme/kite/output.json"], Tool.Files());
        Assert.Equal(Edited, Tool.Read("schemas/acme/kite/output.json"));
        Assert.Equal(
            "error kept: The existing acme/kite/output.json differs from the schema from line 2 of page.txt. "
            + "Nothing was changed. To replace the file, use --overwrite.\nacme/kite: 1 kept.\n",
            Tool.Output);
    }

    [Fact]
    public async Task Overwriting_replaces_schemas_and_keeps_patches()
    {
        Tool.Write("schemas/acme/kite/input.json", Edited);
        Tool.Write("schemas/acme/kite/input.patch.json", """{"title":"Mine"}""");

        await ImportAsync(Mention + Input + Output, "--overwrite");

        Assert.Equal(Input + "\n", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal("""{"title":"Mine"}""", Tool.Read("schemas/acme/kite/input.patch.json"));
        Assert.EndsWith("acme/kite: 1 added, 1 updated.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_page_replaces_the_catalogue_as_the_source_of_a_model()
    {
        Tool.Write("schemas/acme/kite/input.json", Edited);
        Tool.Write(
            "schemas.lock.json",
            """
            {"version":1,"catalogs":{},"models":{
              "acme/kite":{"taken":"2026-11-20T12:00:00Z","hash":"sha256:0","source":"https://a.example/"}}}
            """);

        await ImportAsync(Mention + Input + Output, "--overwrite");

        Assert.Contains("Until now, acme/kite came from https://a.example/.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"version\": 1,\n  \"catalogs\": {},\n  \"models\": {},\n  \"names\": {\n    \"acme/kite\": \"Acme.Kite\"\n  }\n}\n",
            Tool.Read("schemas.lock.json"));
    }

    [Fact]
    public async Task An_id_that_differs_from_its_folder_in_case_is_refused()
    {
        Tool.Write("schemas/Acme/star/input.json", Input);
        Tool.Write("page.txt", Mention + Input + Output);

        await FailsAsync(2, "'acme/kite' and the folder 'Acme' differ only in case", "import", "page.txt");
        Assert.Equal(["page.txt", "schemas/Acme/star/input.json"], Tool.Files());
    }

    [Fact]
    public async Task An_id_in_an_inner_folder_that_is_listed_separately_is_refused()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "schemas/acme": {} } }""");
        Tool.Write("page.txt", Mention + Input + Output);

        await FailsAsync(
            2,
            "The id 'acme/kite' is in the folder 'schemas/acme', which schemasdk.json lists separately. Specify that folder with --folder",
            "import", "page.txt", "--folder", "schemas");
        Assert.Equal(["page.txt", "schemasdk.json"], Tool.Files());
    }

    [Fact]
    public async Task The_JSON_report_has_the_model_and_the_counts()
    {
        await ImportAsync(Mention + Input + Output, "--json");

        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Equal("acme/kite", (string?)report["facts"]!["model"]);
        Assert.Equal(2, (int?)report["facts"]!["added"]);
    }
}
