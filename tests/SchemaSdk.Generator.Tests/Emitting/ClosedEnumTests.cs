namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the comment of an enum says correctly whether other values are refused.</summary>
public class ClosedEnumTests
{
    private const string Refused = "One of these values. Any other text is refused before it is sent, unless <c>ValidateInput</c> is off.";
    private const string Open = "One of these values, or any other text.";

    [Theory]
    [InlineData("""{ "type": ["string", "null"], "enum": ["a", null] }""", Refused)]
    [InlineData("""{ "oneOf": [{ "const": "a" }, { "const": "b" }] }""", Refused)]
    [InlineData("""{ "anyOf": [{ "enum": ["a"] }, { "enum": ["b"] }, { "type": "null" }] }""", Refused)]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/definitions/e" } }""", Refused)]
    [InlineData("""{ "type": "object", "additionalProperties": { "$ref": "#/definitions/e" } }""", Refused)]
    [InlineData("""{ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }] }""", Open)]
    [InlineData(
        """{ "enum": [1, 2] }""",
        "One of these values. Any other number is refused before it is sent, unless <c>ValidateInput</c> is off.")]
    public void An_enum_of_an_input_says_whether_other_values_are_refused(string schema, string comment)
    {
        var text = Text($$"""
            {
              "type": "object", "properties": { "a": {{schema}} },
              "definitions": { "e": { "type": "string", "enum": ["a", "b"] } }
            }
            """);

        Assert.Equal([comment], Comments(text));
    }

    [Fact]
    public void An_enum_of_an_output_is_open() => Assert.Equal(
        [Open], Comments(Text("{}", """{ "type": "object", "properties": { "a": { "enum": ["a", "b"] } } }""")));

    private static IEnumerable<string> Comments(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("/// <summary>One of these values", StringComparison.Ordinal))
        .Select(line => line["/// <summary>".Length..^"</summary>".Length]);

    private static string Text(string input, string output = """{ "type": "string" }""") =>
        GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", output)).Sources["acme_a.g.cs"];
}
