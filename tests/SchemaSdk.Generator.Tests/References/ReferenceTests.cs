namespace SchemaSdk.Generator.Tests;

/// <summary>Tests references within a file, and that a reference to anything else affects one property.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("../b/input.json")]
    [InlineData("#nowhere")]
    [InlineData("#/%zz")]
    [InlineData("http://[broken")]
    [InlineData("http://127.0.0.1:9/x")]
    [InlineData("")]
    public void A_reference_that_cannot_be_resolved_affects_one_property(string reference)
    {
        var run = GeneratorRun.OfInput(
            $$"""{ "type": "object", "properties": { "a": { "$ref": "{{reference}}" }, "b": { "type": "boolean" } } }""");

        Assert.Equal(
            [
                $"SSDK005 warning schemas/acme/a/input.json(1,37): 'acme/a' has a reference at '/properties/a' to '{reference}', which is "
                + "neither in this file nor in a *.schema.json of the project; "
                + "the value becomes JsonElement; correct the reference, or add the file",
            ],
            run.Problems);
        Assert.Contains("JsonElement? A ", run.Code, StringComparison.Ordinal);
        Assert.Contains("public bool? B", run.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#/definitions/b%20c", """ "definitions": { "b c": { "type": "boolean" } } """)]
    [InlineData("#/components/schemas/b~1c", """ "components": { "schemas": { "b/c": { "type": "boolean" } } } """)]
    [InlineData("#/x-types/b~1c", """ "x-types": { "b/c": { "type": "boolean" } } """)]
    [InlineData("#/$defs/A", """ "$defs": { "A": { "$ref": "#/$defs/B" }, "B": { "type": "boolean" } } """)]
    public void A_reference_inside_the_file_is_followed(string reference, string parts) => ExpectFollowed(
        $$"""{ "type": "object", "properties": { "a": { "$ref": "{{reference}}" } }, {{parts}} }""");

    [Theory]
    [InlineData("size.json#side")]
    [InlineData("size.json#/definitions/side")]
    [InlineData("http://acme.example/schemas/size.json")]
    [InlineData("#/definitions/s/definitions/side")]
    public void A_reference_to_an_id_inside_the_file_is_followed(string reference) => ExpectFollowed($$"""
        { "$id": "http://acme.example/schemas/input.json", "type": "object", "properties": { "a": { "$ref": "{{reference}}" } },
          "definitions": { "s": { "$id": "size.json", "allOf": [{ "$ref": "#side" }],
            "definitions": { "side": { "$id": "#side", "type": "boolean" } } } } }
        """);

    [Fact]
    public void A_reference_that_an_id_redirects_is_reported_as_resolved() => Assert.Equal(
        [
            "SSDK005 warning schemas/acme/a/input.json(1,97): 'acme/a' has a reference at '/properties/a/properties/b' to "
            + "'http://acme.example/a.json#side', which is neither in this file nor in a "
            + "*.schema.json of the project; the value becomes JsonElement; correct the reference, or add the file",
        ],
        GeneratorRun.OfInput("""
            { "type": "object", "properties": { "a": { "$id": "http://acme.example/a.json", "properties": { "b": { "$ref": "#side" }
              } } },
              "definitions": { "s": { "$anchor": "side", "type": "boolean" } } }
            """).Problems);

    private static void ExpectFollowed(string schema) => GeneratorRun.OfInput(schema).ExpectCode("public bool? A", ": boolean");
}
