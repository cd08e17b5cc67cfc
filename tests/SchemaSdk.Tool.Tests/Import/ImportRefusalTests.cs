namespace SchemaSdk.Tool.Tests.Import;

/// <summary>Tests pages that do not describe exactly one model. The message must say what was found, where, and what to do.</summary>
public sealed class ImportRefusalTests : ImportTest
{
    private const string Second = """{"type": "object", "properties": {"size": {"type": "integer"}}}""";

    [Fact]
    public async Task The_schemas_to_use_can_be_given()
    {
        await ImportAsync($"{Mention}{Input}\n{Second}\n{Output}", "--input-schema", "2", "--output-schema", "3");

        Assert.Equal(Second + "\n", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal(Output + "\n", Tool.Read("schemas/acme/kite/output.json"));
    }

    [Fact]
    public async Task A_schema_that_a_page_shows_twice_counts_once()
    {
        await ImportAsync($"{Mention}{Input}\n{Output}\n{Input}");

        Assert.Equal(Input + "\n", Tool.Read("schemas/acme/kite/input.json"));
    }

    [Fact]
    public async Task Two_ids_on_a_page_are_refused_unless_the_user_gives_one_of_them()
    {
        var page = $"{Mention}curl https://model-api.runcomfy.net/v1/models/acme/other \\\n{Input}\n{Output}";

        Assert.Equal(
            "schemasdk: In page.txt, 2 model ids were found: acme/kite on line 1; acme/other on line 2. Specify one of them with --id.",
            await RefusedAsync(page));

        await ImportAsync(page, "--id", "acme/other");
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/other/input.json")));
    }

    [Theory]
    [InlineData("No address.")]
    [InlineData("https://model-api.runcomfy.net/v1/models/{model_id}")]
    [InlineData("https://model-api.runcomfy.net/v1/models/acme/<name>")]
    [InlineData("https://model-api.runcomfy.net/v1/models/../../etc")]
    [InlineData("https://model-api.runcomfy.net/v1/models/%2e%2e/etc")]
    [InlineData("https://model-api.runcomfy.net/v1/models/acme/CON")]
    public async Task A_page_without_a_valid_id_is_refused(string address) => Assert.Equal(
        "schemasdk: In page.txt, no model id was found, because no URL has the form https://model-api.runcomfy.net/v1/models/… . "
        + "Specify the id with --id.",
        await RefusedAsync($"{address}\n{Input}\n{Output}"));

    public static TheoryData<string, string, string[]> Refusals => new()
    {
        {
            Mention + """Send {"prompt": "a kite", "type": "video"} and get {"output": {"video": "https://a"}} or {request_id}.""",
            "no schema was found. Use a page that shows the schema as JSON.", []
        },
        {
            Mention + string.Concat(Enumerable.Repeat("""{"properties":{"a":""", 40)) + "{}" + new string('}', 80),
            "no schema was found. The JSON on line 2 cannot be used: The text nests deeper than 64 levels here. "
            + "Use a page that shows the schema as JSON.", []
        },
        {
            Mention + """
                {"type": "object", "properties": {
                  "prompt": {"type": "string",},
                  "size": {"type": "object", "properties": {"width": {"type": "integer"}}}}}
                """,
            "it is unclear which schemas to use: 1 on line 4, a schema with width. The JSON on line 2 cannot be used: it is not valid JSON "
            + "on line 3. Correct it in a saved page, or specify the numbers of the schemas with --input-schema and --output-schema.", []
        },
        {
            "openapi: 3.1.0\ninfo: { title: Acme }\npaths:\n  /kite: {}\n",
            "the OpenAPI document has no operation that takes an input. Use a document with a POST that takes a JSON object.", []
        },
        {
            "# A kite\ntype: object\nproperties:\n  prompt:\n    type: string\n",
            "the text looks like YAML, but only OpenAPI documents can be YAML. To convert a schema to JSON, run 'yq -o json <file>'.", []
        },
        {
            $"{Mention}{Input}\n{Second}\n{Output}",
            "there are 3 schemas, and it is unclear which to use: 1 on line 2, a schema with prompt; 2 on line 3, a schema with size; "
            + "3 on line 4, an output with video. Specify their numbers with --input-schema and --output-schema.", []
        },
        {
            Mention + Input,
            "--input-schema is 3, but the page has only these schemas: 1 on line 2, a schema with prompt.", ["--input-schema", "3"]
        },
        { Mention + Output, "all schemas describe outputs: 1 on line 2, an output with video. Use a page with an input schema.", [] },
        {
            Mention + """{"type": "object"}""",
            "the input schema (line 2 of page.txt) describes no input, so no client can be made from it.", []
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_message_explains_why_a_page_is_refused(string page, string message, string[] args) =>
        Assert.Equal($"schemasdk: In page.txt, {message}", await RefusedAsync(page, args));

    [Theory]
    [InlineData("page", "\u00FF\u00D8\u0080\u0081", "page is not UTF-8 text")]
    [InlineData(
        "page.html", $"<meta charset=\"utf-7\"><p>{Mention}\u00E9", "declares no other encoding that can be read. Save it as UTF-8.")]
    public async Task A_page_in_an_unknown_encoding_is_refused(string file, string text, string message)
    {
        File.WriteAllBytes(Tool.PathOf(file), Encoding.Latin1.GetBytes(text));

        await FailsAsync(2, message, "import", file);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("page.txt", "--output-schema", "1")]
    [InlineData("missing.txt")]
    [InlineData("schemas")]
    public async Task A_usage_error_changes_nothing(params string[] args)
    {
        Tool.Write("page.txt", Mention + Input);
        Directory.CreateDirectory(Tool.PathOf("schemas"));

        Assert.Equal(2, await Tool.RunAsync(["import", .. args]));

        Assert.Equal(["page.txt"], Tool.Files());
    }
}
