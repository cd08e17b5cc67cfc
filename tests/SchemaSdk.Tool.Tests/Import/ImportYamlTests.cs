namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportYamlTests : ImportTest
{
    private const string Start =
        """
        # The queue of a kite.
        openapi: 3.1.0
        info:
          title: Acme
        paths:
          /acme/kite:
            post:
              requestBody:
                $ref: '#/components/requestBodies/Kite'
              responses:
                '200':
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Output' }
        components:
          requestBodies:
            Kite:
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Input'
          schemas:
            Output: { type: string, format: uri }

        """;

    [Fact]
    public async Task A_document_gives_the_same_schemas_as_one_in_JSON()
    {
        await ImportAsync(Start +
            """
                Input:
                  type: object
                  required: [prompt]
                  properties:
                    prompt: { type: string, description: "a: \"b\" # c" }
                    size: { $ref: '#/components/schemas/Size' }
                Size:
                  type: object
                  properties:
                    width: { type: integer }
            """);

        AssertJson(
            """
            {"type":"object","required":["prompt"],"properties":{
              "prompt":{"type":"string","description":"a: \"b\" # c"},"size":{"$ref":"#/definitions/Size"}},
             "definitions":{"Size":{"type":"object","properties":{"width":{"type":"integer"}}}}}
            """,
            "schemas/acme/kite/input.json");
        Assert.Equal("{\n  \"type\": \"string\",\n  \"format\": \"uri\"\n}\n", Tool.Read("schemas/acme/kite/output.json"));
        Assert.Equal(0, await Tool.RunAsync("lint"));
    }

    [Theory]
    [InlineData("default: 1.10", "\"default\":1.10")]
    [InlineData("default: 1e2", "\"default\":1e2")]
    [InlineData("default: 1e400", "\"default\":1e400")]
    [InlineData("default: -0.12345678901234567890123456789012345", "\"default\":-0.12345678901234567890123456789012345")]
    [InlineData("default: +.5", "\"default\":0.5")]
    [InlineData("default: 007", "\"default\":7")]
    [InlineData("default: 0xfF", "\"default\":255")]
    [InlineData("default: '7'", "\"default\":\"7\"")]
    [InlineData("default: !!str 7", "\"default\":\"7\"")]
    [InlineData("default: 2020-01-01", "\"default\":\"2020-01-01\"")]
    [InlineData("default: yes", "\"default\":\"yes\"")]
    [InlineData("default: True", "\"default\":true")]
    [InlineData("default: ~", "\"default\":null")]
    [InlineData("default:", "\"default\":null")]
    [InlineData("default: .", "\"default\":\".\"")]
    [InlineData("default: .inf", "\"default\":\".inf\"")]
    [InlineData("const: 5", "\"const\":5")]
    [InlineData("type: [ string, 'null' ]", "\"type\":[\"string\",\"null\"]")]
    [InlineData("nullable: true", "\"nullable\":true")]
    [InlineData("exclusiveMinimum: true", "\"exclusiveMinimum\":true")]
    [InlineData("items: [ { type: string } ]", "\"items\":[{\"type\":\"string\"}]")]
    [InlineData("kite: { tail: [ ] }", "\"kite\":{\"tail\":[]}")]
    public async Task A_keyword_has_its_YAML_value_with_all_digits_in_every_version_of_OpenAPI(string yaml, string json)
    {
        foreach (var version in new[] { "3.0.3", "3.1.0", "3.2.0" })
        {
            await ImportAsync(
                Start.Replace("3.1.0", version, StringComparison.Ordinal)
                    + $"    Input:\n      properties:\n        a:\n          {yaml}\n",
                "--overwrite");

            var written = string.Concat(Tool.Read("schemas/acme/kite/input.json").Where(character => !char.IsWhiteSpace(character)));
            Assert.Contains($"{{{json}}}", written, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_alias_is_replaced_by_the_value_of_its_anchor()
    {
        await ImportAsync(Start + "    Input:\n      properties:\n        a: &text\n          type: string\n        b: *text\n");

        Assert.Equal(2, Tool.Read("schemas/acme/kite/input.json").Split("\"type\": \"string\"").Length - 1);
    }

    [Fact]
    public async Task The_JSON_of_a_page_is_read_even_if_its_text_contains_YAML()
    {
        await ImportAsync($"{Mention}\n\nopenapi: 3.1.0\n\tis not here. {Input}\n");

        Assert.Contains("prompt", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
    }
}
