namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportOpenApiTests : ImportTest
{
    private const string Components =
        """
        {"schemas":{
          "QueueStatus":{"type":"object","properties":{"status":{"type":"string"}}},
          "KiteInput":{"type":"object","required":["prompt"],"properties":{
            "prompt":{"type":"string","maxLength":1e2},
            "size":{"anyOf":[{"$ref":"#/components/schemas/ImageSize"},{"type":"null"}]}}},
          "KiteOutput":{"type":"object","properties":{"video":{"$ref":"#/components/schemas/File"}}},
          "ImageSize":{"type":"object","properties":{"width":{"type":"integer"},"unit":{"$ref":"#/components/schemas/Unit"}}},
          "Unit":{"type":"string","enum":["px","cm"]},
          "File":{"type":"object","properties":{"url":{"type":"string"}}}}}
        """;

    [Fact]
    public async Task A_document_of_a_queue_gives_the_input_and_output_with_their_components()
    {
        await ImportAsync(Queue(Components));

        Assert.Equal(["page.txt", "schemas/acme/kite/fly/input.json", "schemas/acme/kite/fly/output.json"], Tool.Files());
        AssertJson(
            """
            {"type":"object","required":["prompt"],"properties":{
              "prompt":{"type":"string","maxLength":1e2},
              "size":{"anyOf":[{"$ref":"#/definitions/ImageSize"},{"type":"null"}]}},
             "definitions":{
              "ImageSize":{"type":"object","properties":{"width":{"type":"integer"},"unit":{"$ref":"#/definitions/Unit"}}},
              "Unit":{"type":"string","enum":["px","cm"]}}}
            """,
            "schemas/acme/kite/fly/input.json");
        AssertJson(
            """
            {"type":"object","properties":{"video":{"$ref":"#/definitions/File"}},
             "definitions":{"File":{"type":"object","properties":{"url":{"type":"string"}}}}}
            """,
            "schemas/acme/kite/fly/output.json");
        Assert.Contains("\"maxLength\": 1e2", Tool.Read("schemas/acme/kite/fly/input.json"), StringComparison.Ordinal);
        Assert.Equal(0, await Tool.RunAsync("lint"));
    }

    [Fact]
    public async Task A_document_of_predictions_needs_an_id_and_gives_the_input_and_output_with_their_components()
    {
        var document = Predictions(
            """
            "Input":{"type":"object","properties":{"scheduler":{"allOf":[{"$ref":"#/components/schemas/scheduler"}],"default":"DDIM"}}},
            "Output":{"type":"array","items":{"type":"string","format":"uri"}},
            "scheduler":{"type":"string","enum":["DDIM","K_EULER"]}
            """);

        Assert.Contains(
            "the OpenAPI document does not contain a model id. Specify one with --id.",
            await RefusedAsync(document),
            StringComparison.Ordinal);

        await ImportAsync(document, "--id", "acme/kite");

        AssertJson(
            """
            {"type":"object","properties":{"scheduler":{"allOf":[{"$ref":"#/definitions/scheduler"}],"default":"DDIM"}},
             "definitions":{"scheduler":{"type":"string","enum":["DDIM","K_EULER"]}}}
            """,
            "schemas/acme/kite/input.json");
        AssertJson("""{"type":"array","items":{"type":"string","format":"uri"}}""", "schemas/acme/kite/output.json");
        Assert.Equal(0, await Tool.RunAsync("lint"));
    }

    [Fact]
    public async Task A_document_inside_an_answer_has_the_id_of_the_answer()
    {
        var document = Predictions("""
            "Input":{"type":"object","properties":{"prompt":{"type":"string"}}},"Output":{"type":"string","format":"uri"}
            """);

        await ImportAsync("""{"owner":"acme","name":"kite","latest_version":{"id":"5c7d","openapi_schema":""" + document + "}}");

        AssertJson("""{"type":"string","format":"uri"}""", "schemas/acme/kite/output.json");
    }

    [Fact]
    public async Task A_document_on_a_documentation_page_is_found()
    {
        await ImportAsync($"# Kite\n\nThe OpenAPI document:\n\n```json\n{Queue(Components)}\n```\n", "--as", "markdown");

        Assert.True(File.Exists(Tool.PathOf("schemas/acme/kite/fly/input.json")));
    }

    [Fact]
    public async Task A_recursive_schema_is_self_contained()
    {
        await ImportAsync(Queue(
            """
            {"schemas":{
              "KiteInput":{"type":"object","properties":{
                "tail":{"$ref":"#/components/schemas/KiteInput"},
                "part":{"oneOf":[{"$ref":"#/components/schemas/Line"},{"$ref":"#/components/schemas/Bow"}],
                  "discriminator":{"propertyName":"kind","mapping":{"line":"#/components/schemas/Line","bow":"Bow"}}},
                "default":{"$ref":"#/components/schemas/a~1b%20c"},
                "sample":{"type":"object","default":{"$ref":"#/components/schemas/Nobody"}}},
               "definitions":{"Line":{"type":"string"}}},
              "KiteOutput":{"$ref":"#/components/schemas/Line"},
              "Line":{"type":"object","properties":{"kind":{"type":"string","const":"line"},"next":{"$ref":"#/components/schemas/Line"}}},
              "Bow":{"type":"object","properties":{"kind":{"type":"string","const":"bow"}}},
              "a/b c":{"type":"integer"}}}
            """));

        AssertJson(
            """
            {"type":"object","properties":{
                "tail":{"$ref":"#"},
                "part":{"oneOf":[{"$ref":"#/definitions/Line_"},{"$ref":"#/definitions/Bow"}],
                  "discriminator":{"propertyName":"kind","mapping":{"line":"#/definitions/Line_","bow":"#/definitions/Bow"}}},
                "default":{"$ref":"#/definitions/a~1b%20c"},
                "sample":{"type":"object","default":{"$ref":"#/components/schemas/Nobody"}}},
             "definitions":{
              "Line":{"type":"string"},
              "Line_":{"type":"object","properties":{"kind":{"type":"string","const":"line"},"next":{"$ref":"#/definitions/Line_"}}},
              "Bow":{"type":"object","properties":{"kind":{"type":"string","const":"bow"}}},
              "a/b c":{"type":"integer"}}}
            """,
            "schemas/acme/kite/fly/input.json");
        AssertJson(
            """{"type":"object","properties":{"kind":{"type":"string","const":"line"},"next":{"$ref":"#"}}}""",
            "schemas/acme/kite/fly/output.json");
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.4",""", null)]
    [InlineData("""{"openapi":"3.1.0",""", "https://json-schema.org/draft/2020-12/schema")]
    [InlineData("""{"openapi":"3.2.0","jsonSchemaDialect":"https://acme.example/draft/2030",""", "https://acme.example/draft/2030")]
    public async Task Since_OpenAPI_3_1_keywords_beside_a_reference_apply(string version, string? draft)
    {
        var document = Predictions("""
            "Input":{"type":"object","properties":{"name":{"$ref":"#/components/schemas/Name","maxLength":3}}},"Name":{"type":"string"},
            "Output":{"type":"object","properties":{"name":{"$ref":"#/components/schemas/Name"}}}
            """).Replace("""{"openapi":"3.0.2",""", version, StringComparison.Ordinal);

        await ImportAsync(document, "--id", "acme/kite");

        Assert.Equal(
            [draft, null],
            new[] { "input", "output" }.Select(file => (string?)JsonNode.Parse(Tool.Read($"schemas/acme/kite/{file}.json"))!["$schema"]));
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_is_reported()
    {
        await ImportAsync(Queue(
            """
            {"schemas":{"KiteInput":{"type":"object","properties":{"size":{"$ref":"#/components/schemas/Gone"}}},
              "KiteOutput":{"type":"object","properties":{"video":{"type":"string"}}}}}
            """));

        Assert.Contains(
            "warning lost-reference: acme/kite/fly/input.json refers to '#/components/schemas/Gone', which is not in the document.",
            Tool.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_a_service_answers_with_the_result_immediately_the_output_is_the_answer()
    {
        await ImportAsync(
            """
            {"openapi":"3.1.0","paths":{"/acme/kite":{"post":{
              "requestBody":{"$ref":"#/components/requestBodies/Kite"},
              "responses":{"400":{},"200":{"content":{"application/json":
                {"schema":{"type":"object","properties":{"a":{"type":"string"}}}}}}}}}},
             "components":{"requestBodies":{"Kite":{"content":{"application/json":{"schema":
              {"type":"object","properties":{"prompt":{"type":"string"}}}}}}}}}
            """);

        AssertJson("""{"type":"object","properties":{"prompt":{"type":"string"}}}""", "schemas/acme/kite/input.json");
        AssertJson("""{"type":"object","properties":{"a":{"type":"string"}}}""", "schemas/acme/kite/output.json");
    }

    [Fact]
    public async Task A_document_with_several_models_needs_an_id()
    {
        var document = """{"openapi":"3.0.0","paths":{"/acme/kite":POST,"/acme/star":POST,"/acme/{any}":POST}}""".Replace(
            "POST",
            """{"post":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"a":{}}}}}}}}""",
            StringComparison.Ordinal);

        Assert.Equal(
            "schemasdk: In page.txt, the OpenAPI document has several models: /acme/kite, /acme/star. Use --id with one of these paths, "
            + "without the leading slash.",
            await RefusedAsync(document));

        await ImportAsync(document, "--id", "acme/star");
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/star/input.json")));
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.0","paths":{}}""", "has no operation that takes an input")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/a":{"post":{}}},"paths":{"/a":{}}}""", "cannot be read: Duplicate property 'paths'")]
    [InlineData("""{"openapi":"3.0.0","paths":{}} {"openapi":"3.1.0","paths":{}}""", "there are 2 OpenAPI documents: line 1, line 1")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/a":[],"/b":{"post":{"requestBody":{"$ref":7}}}}}""", "has no operation")]
    [InlineData(
        """{"openapi":"3.0","info":[],"components":[],"paths":{"/a":{"post":[7]},"/b":{"post":{"requestBody":7}}}}""", "has no operation")]
    [InlineData(
        """{"openapi":"9","info":{"x-fal-metadata":7},"paths":{"/a":{"get":{"responses":{"200":{"content":[]}}}}}}""", "has no operation")]
    [InlineData(
        """{"openapi":"","paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":true}}}}}}}""", "has no operation")]
    public async Task A_document_that_does_not_describe_one_model_is_refused(string document, string message) =>
        Assert.Contains(message, await RefusedAsync(document), StringComparison.Ordinal);

    private static string Queue(string components) =>
        """
        {"openapi":"3.0.4",
         "info":{"title":"Queue OpenAPI for acme/kite/fly","x-fal-metadata":{"endpointId":"acme/kite/fly","category":"image-to-video"}},
         "components":COMPONENTS,
         "paths":{
          "/acme/kite/fly/requests/{request_id}/status":{"get":{"responses":{"200":{"content":{"application/json":
            {"schema":{"$ref":"#/components/schemas/QueueStatus"}}}}}}},
          "/acme/kite/fly/requests/{request_id}/cancel":{"put":{"responses":{"200":{"content":{"application/json":
            {"schema":{"type":"object","properties":{"success":{"type":"boolean"}}}}}}}}},
          "/acme/kite/fly":{"post":{
            "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/KiteInput"}}}},
            "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/QueueStatus"}}}}}}},
          "/acme/kite/fly/requests/{request_id}":{"get":{"responses":{"200":{"content":{"application/json":
            {"schema":{"$ref":"#/components/schemas/KiteOutput"}}}}}}}},
         "servers":[{"url":"https://queue.fal.run"}]}
        """.Replace("COMPONENTS", components, StringComparison.Ordinal);

    private static string Predictions(string schemas) =>
        """
        {"openapi":"3.0.2","info":{"title":"Cog","version":"0.1.0"},
         "paths":{
          "/predictions":{"post":{
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/PredictionRequest"}}}},
            "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/PredictionResponse"}}}}}}},
          "/trainings":{"post":{"requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}}}}},
         "components":{"schemas":{
          "PredictionRequest":{"type":"object","properties":{"input":{"$ref":"#/components/schemas/Input"}}},
          SCHEMAS}}}
        """.Replace("SCHEMAS", schemas, StringComparison.Ordinal);
}
