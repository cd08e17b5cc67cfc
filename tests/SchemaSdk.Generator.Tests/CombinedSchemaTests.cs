using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A value has to fit all of the schemas that describe it.</summary>
public class CombinedSchemaTests
{
    private const string Parts =
        """
        "definitions": {
          "A": { "type": "object", "properties": { "a": { "type": "string" } } },
          "B": { "allOf": [{ "$ref": "#/definitions/A" }, { "type": "object", "properties": { "b": { "type": "string" } } }] }
        }
        """;

    [Theory]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/A" }, { "type": "object", "properties": { "b": { "type": "string" } } }], """)]
    [InlineData("""{ "allOf": [{ "type": "object", "properties": { "b": { "type": "string" } } }, { "$ref": "#/definitions/A" }], """)]
    [InlineData("""{ "$ref": "#/definitions/A", "properties": { "b": { "type": "string" } }, """)]
    [InlineData("""{ "$ref": "#/definitions/B", """)]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/B" }, { "title": "Only a word" }], """)]
    public void Members_of_all_parts_are_properties(string schema)
    {
        var text = Generated(schema + Parts + "}");

        Assert.Contains("public string? A {", text, StringComparison.Ordinal);
        Assert.Contains("public string? B {", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{ "properties": { "a": { "type": "string" } }, "if": { "required": ["a"] }, "then": { "required": ["b"], "properties": { "b": """
            + """{ "type": "string" } } } }""")]
    [InlineData(
        """{ "properties": { "a": { "type": "string" } }, "if": { "required": ["a"] }, "else": { "properties": { "b": """
            + """{ "type": "string" }, "a": { "type": "integer" } } } }""")]
    [InlineData(
        """{ "properties": { "a": { "type": "string" } }, "dependencies": { "a": { "properties": { "b": { "type": "string" } } } } }""")]
    [InlineData(
        """{ "properties": { "a": { "type": "string" } },"""
            + """ "dependentSchemas": { "a": { "properties": { "b": { "type": "string" } } } } }""")]
    public void Members_that_only_a_condition_describes_are_optional_properties(string schema)
    {
        var text = Generated(schema);

        Assert.Contains("public string? A {", text, StringComparison.Ordinal);
        Assert.Contains("public string? B {", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_references_leads_to_its_end()
    {
        var text = Generated(
            """
            {
              "properties": { "list": { "type": "array", "items": { "$ref": "#/components/schemas/One" } } },
              "components": { "schemas": {
                "One": { "oneOf": [{ "$ref": "#/components/schemas/Two" }] },
                "Two": { "$ref": "#/components/schemas/Three" },
                "Three": { "type": "object", "properties": { "text": { "type": "string" } } }
              } }
            }
            """);

        Assert.Contains("public string? Text {", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_beside_branches_are_properties_of_each()
    {
        var text = Generated(
            """
            {
              "properties": { "message": {
                "properties": { "role": { "type": "string" } },
                "oneOf": [
                  { "type": "object", "properties": { "content": { "type": "string" } }, "required": ["content"] },
                  { "type": "object", "properties": { "call": { "type": "string" } }, "required": ["call"] }
                ]
              } }
            }
            """);

        Assert.Equal(3, text.Split("public string? Role {").Length);
    }

    private static string Generated(string schema) =>
        GeneratorRun.Over(SchemaText.Input("acme/x", schema), SchemaText.Output("acme/x", "{}")).Sources["acme_x.g.cs"];
}
