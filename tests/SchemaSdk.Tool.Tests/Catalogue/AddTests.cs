namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class AddTests : CatalogueTest
{
    [Fact]
    public async Task A_model_is_written_to_the_folder_of_its_id_with_an_output_and_a_lock()
    {
        Catalogue["acme/kite"] = """{"type":"object","properties":{"size":{"type":"number","maximum":0.50,"description":"Größe"}}}""";

        await RunWellAsync("add", "acme/kite");

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json"], Tool.Files());
        Assert.Equal(
            """
            {
              "type": "object",
              "properties": {
                "size": {
                  "type": "number",
                  "maximum": 0.50,
                  "description": "Größe"
                }
              }
            }

            """,
            Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal(
            """
            {
              "version": 1,
              "service": "RunComfy",
              "catalogs": {},
              "models": {
                "acme/kite": {"taken":"2026-11-20T12:00:00Z","hash":"sha256:
            """
            + "fc6fa5b6e0b8e3c66584c69c66471354672f8d3831e4763c24cf5cca867e2564"
            + """
            ","source":"https://models.example/","about":{"page":"https://www.runcomfy.com/models/acme/kite/api"}}
              },
              "names": {
                "acme/kite": "Acme.Kite"
              }
            }

            """,
            Tool.Read("schemas.lock.json"));
        Assert.Equal(
            "added  acme/kite\nadded  output.json: the output schema that the service documents for all models\nModels: 1 added.\n",
            Tool.Output);
        Assert.Equal("Reading the catalogue …", Tool.Error.Trim());
    }

    [Fact]
    public async Task Facts_contain_no_prose_and_no_samples()
    {
        Catalogue["acme/kite"] =
            """
            {"title":"Kite","description":"Flies a kite.","type":"object","properties":{
              "title":{"type":"string","description":"A heading.","default":""},
              "prompt":{"type":"string","default":"A kite over the sea"},
              "image":{"type":"string","default":"https://example.com/a.png","validations":[
                {"validation_error":"Too large.","validation_rule":"width_pixels","validation_value":0.5}]},
              "style":{"type":"string","enum":["very calm","wild"],"default":"very calm","x-note":"Try both."},
              "size":{"type":"integer","minimum":1,"maximum":9223372036854775808,"default":3,"examples":[4]},
              "seed":{"type":"integer","default":0},
              "count":{"type":"integer","default":0},
              "wind":{"type":"number","default":0.5},
              "tail":{"$ref":"#/x-types/Tail"}},"required":["prompt"],
              "x-types":{"about":"Kites.","Tail":{"type":"string","enum":["long","none"],"description":"A ribbon."}}}
            """;

        await RunWellAsync("add", "--all", "--facts");

        AssertJson(
            """
            {"type":"object","properties":{
            "title":{"type":"string"},
            "prompt":{"type":"string"},
            "image":{"type":"string","validations":[{"validation_rule":"width_pixels","validation_value":0.5}]},
            "style":{"type":"string","enum":["very calm","wild"],"default":"very calm"},
            "size":{"type":"integer","minimum":1,"maximum":9223372036854775808,"default":3},
            "seed":{"type":"integer"},
            "count":{"type":"integer","default":0},
            "wind":{"type":"number","default":0.5},
            "tail":{"$ref":"#/x-types/Tail"}},"required":["prompt"],
            "x-types":{"Tail":{"type":"string","enum":["long","none"]}}}
            """,
            "schemas/acme/kite/input.json");
    }

    [Fact]
    public async Task A_model_that_was_added_without_prose_stays_without_prose()
    {
        Catalogue["acme/kite"] = """{"properties":{"prompt":{"type":"string","description":"What flies."}}}""";
        await RunWellAsync("add", "--all", "--facts");
        var taken = Tool.Read("schemas.lock.json");

        await RunWellAsync("add", "acme/kite");

        Assert.Equal(taken, Tool.Read("schemas.lock.json"));
        Assert.DoesNotContain("flies", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task A_schema_that_was_written_by_hand_is_kept()
    {
        Tool.Write("schemas/acme/kite/input.json", "{}");
        Tool.Write("schemas/acme/output.json", "{}");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "--all");

        Assert.Equal("{}", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal("kept  The files of acme/kite are not from a catalogue, so they were not changed.\nModels: 1 kept.\n", Tool.Output);
    }

    [Fact]
    public async Task An_output_in_a_parent_folder_is_enough()
    {
        Tool.Write("schemas/acme/output.json", "{}");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "acme/kite");

        Assert.False(File.Exists(Tool.PathOf("schemas/output.json")));
    }

    [Fact]
    public async Task A_model_from_a_copy_of_the_catalogue_is_locked_and_updated_with_the_source_of_the_original()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all", "--address", "http://127.0.0.1:4010", "--source", ScriptedCatalogue.Address + "v1/");
        var locked = Tool.Read("schemas.lock.json");

        Assert.Contains($"\"source\":\"{ScriptedCatalogue.Address}\"", locked, StringComparison.Ordinal);
        Assert.Contains("\"catalogs\": {}", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", locked, StringComparison.Ordinal);

        await RunWellAsync("update");

        Assert.EndsWith("Models: 1 unchanged.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--address", "https://model-api.runcomfy.net/", true)]
    [InlineData("--address", "https://other.example", false)]
    [InlineData("--source", "https://model-api.runcomfy.net", true)]
    [InlineData("--source", "https://other.example", false)]
    public async Task Only_models_of_the_default_service_get_its_documented_output(string option, string address, bool hasOutput)
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "--all", option, address);

        string[] output = hasOutput ? ["schemas/output.json"] : [];
        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", .. output], Tool.Files());
        Assert.Equal(hasOutput, Tool.Output.Contains("output.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_adds_what_the_service_finds()
    {
        var query = "";
        Catalogue["acme/kite"] = SchemaWith("prompt");
        using var service = new Scripted(Catalogue, request =>
        {
            query = request.RequestUri!.Query;
            return Task.FromResult<HttpResponseMessage?>(null);
        });
        Tool.Handler = service;

        await RunWellAsync("add", "--search", "kite & co");

        Assert.Contains("search=kite%20%26%20co&", query, StringComparison.Ordinal);
        Assert.Contains("\"catalogs\": {}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }
}
