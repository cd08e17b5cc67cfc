using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Commands.Add;

/// <summary>Taking models from a catalogue into a folder.</summary>
public sealed class AddTests : CatalogueTest
{
    [Fact]
    public async Task A_model_comes_into_the_folder_of_its_id_with_an_output_and_a_lock()
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
              "catalogs": {},
              "models": {
                "acme/kite": {"taken":"2026-11-20T12:00:00Z","hash":"sha256:
            """
            + "fc6fa5b6e0b8e3c66584c69c66471354672f8d3831e4763c24cf5cca867e2564"
            + """
            ","source":"https://models.example/"}
              }
            }

            """,
            Tool.Read("schemas.lock.json"));
        Assert.Equal(
            "added  acme/kite\nadded  output.json: the output that the documentation gives for all models\nModels: 1 added.\n",
            Tool.Output);
        Assert.Equal("Reading the catalogue …", Tool.Error.Trim());
    }

    [Fact]
    public async Task Facts_have_no_sentence_and_no_sample_of_the_service()
    {
        Catalogue["acme/kite"] =
            """
            {"title":"Kite","description":"Flies a kite.","type":"object","properties":{
              "title":{"type":"string","description":"A heading.","default":""},
              "prompt":{"type":"string","default":"A kite over the sea"},
              "image":{"type":"string","default":"https://example.com/a.png"},
              "style":{"type":"string","enum":["very calm","wild"],"default":"very calm","x-note":"Try both."},
              "size":{"type":"integer","minimum":1,"maximum":9223372036854775808,"default":3,"examples":[4]},
              "seed":{"type":"integer","default":0},
              "count":{"type":"integer","default":0},
              "wind":{"type":"number","default":0.5}},"required":["prompt"]}
            """;

        await RunWellAsync("add", "--all", "--facts");

        Assert.Equal(
            """
            {"type":"object","properties":{
            "title":{"type":"string"},
            "prompt":{"type":"string"},
            "image":{"type":"string"},
            "style":{"type":"string","enum":["very calm","wild"],"default":"very calm"},
            "size":{"type":"integer","minimum":1,"maximum":9223372036854775808,"default":3},
            "seed":{"type":"integer"},
            "count":{"type":"integer","default":0},
            "wind":{"type":"number","default":0.5}},"required":["prompt"]}
            """.ReplaceLineEndings(""),
            Squeezed(Tool.Read("schemas/acme/kite/input.json")));
    }

    [Fact]
    public async Task What_was_taken_as_facts_stays_so()
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
    public async Task A_page_that_was_saved_by_hand_stays_as_it_is()
    {
        Tool.Write("schemas/acme/kite/input.json", "{}");
        Tool.Write("schemas/acme/output.json", "{}");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "--all");

        Assert.Equal("{}", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal("kept  acme/kite is not from a catalogue: its files stay as they are.\nModels: 1 kept.\n", Tool.Output);
    }

    [Fact]
    public async Task An_output_of_a_folder_above_is_enough()
    {
        Tool.Write("schemas/acme/output.json", "{}");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "acme/kite");

        Assert.False(File.Exists(Tool.PathOf("schemas/output.json")));
    }

    [Fact]
    public async Task A_model_of_another_service_gets_no_output_of_this_one()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "acme/kite", "--service", "https://other.example");

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json"], Tool.Files());
        Assert.Equal("added  acme/kite\nModels: 1 added.\n", Tool.Output);
    }

    [Fact]
    public async Task The_address_of_the_usual_service_may_be_given()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "acme/kite", "--service", "https://model-api.runcomfy.net/");

        Assert.True(File.Exists(Tool.PathOf("schemas/output.json")));
    }

    [Fact]
    public async Task A_copy_of_a_catalogue_is_locked_as_from_the_service_and_updated_from_there()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all", "--service", "http://127.0.0.1:4010", "--source", ScriptedCatalogue.Address + "v1/");
        var locked = Tool.Read("schemas.lock.json");

        Assert.Contains($"\"source\":\"{ScriptedCatalogue.Address}\"", locked, StringComparison.Ordinal);
        Assert.Contains("\"catalogs\": {}", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", locked, StringComparison.Ordinal);

        await RunWellAsync("update");

        Assert.EndsWith("Models: 1 unchanged.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://model-api.runcomfy.net", true)]
    [InlineData("https://other.example", false)]
    public async Task A_copy_gets_the_documented_output_if_the_service_is_the_usual_one(string source, bool isDocumented)
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "--all", "--source", source);

        Assert.Equal(isDocumented, File.Exists(Tool.PathOf("schemas/output.json")));
    }

    [Fact]
    public async Task A_search_takes_what_the_service_finds()
    {
        var asked = "";
        Catalogue["acme/kite"] = SchemaWith("prompt");
        using var spy = new SearchSpy(Catalogue, query => asked = query);
        Tool.Handler = spy;

        await RunWellAsync("add", "--search", "kite & co");

        Assert.Contains("search=kite%20%26%20co&", asked, StringComparison.Ordinal);
        Assert.Contains("\"catalogs\": {}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("acme/kite", "--all")]
    [InlineData("--all", "--search", "kite")]
    [InlineData("../../kite")]
    [InlineData("acme/CON")]
    [InlineData("--all", "--service", "ftp://example.com")]
    [InlineData("--all", "--source", "models")]
    [InlineData("--all", "--folder", "")]
    public async Task Wrong_usage_ends_before_anything_is_asked(params string[] args)
    {
        Tool.Handler = null;

        Assert.Equal(2, await Tool.RunAsync(["add", .. args]));

        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task Without_a_token_the_command_says_which_variable_has_it()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", " ");

        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.Contains("Set the environment variable RUNCOMFY_API_TOKEN", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ModelClientOptions", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("RUNCOMFY_API_TOKEN", "a b", "The token in RUNCOMFY_API_TOKEN has white space or a line break inside.")]
    [InlineData("RUNCOMFY_API_TOKEN", "größe", "The token in RUNCOMFY_API_TOKEN has a character that is not ASCII.")]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "models", "RUNCOMFY_MODEL_API_BASE is not an absolute address.")]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "http://models.example", "RUNCOMFY_MODEL_API_BASE is http to another machine")]
    public async Task A_variable_that_cannot_be_used_is_told_in_a_line(string name, string value, string told)
    {
        Tool.SetEnvironment(name, value);

        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.StartsWith($"schemasdk: {told}", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", Tool.Error, StringComparison.Ordinal);
        Assert.Single(Tool.Error.TrimEnd().Split('\n'));
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("http://models.example", "is http to another machine")]
    [InlineData("https://me:secret@models.example", "has a user name or password")]
    [InlineData("https://models.example/?token=1", "has a query or a fragment")]
    public async Task An_address_that_is_refused_is_told_in_a_line(string address, string told)
    {
        foreach (var option in (string[])["--service", "--source"])
        {
            Assert.Equal(2, await Tool.RunAsync("add", "--all", option, address));

            Assert.StartsWith($"schemasdk: {option} {told}", Tool.Error, StringComparison.Ordinal);
            Assert.Empty(Tool.Files());
        }
    }

    private static string Squeezed(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();

    private sealed class SearchSpy(HttpMessageHandler inner, Action<string> see) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            see(request.RequestUri!.Query);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
