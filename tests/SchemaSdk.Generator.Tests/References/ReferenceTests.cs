using System.Net;
using System.Net.Sockets;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>References must be resolved without access to the network or the disk.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("../b/input.json")]
    [InlineData("input.json#/properties/b")]
    [InlineData("#/definitions/None")]
    [InlineData("#nowhere")]
    [InlineData("#/%zz")]
    [InlineData("http://[broken")]
    [InlineData("")]
    public void A_reference_that_cannot_be_resolved_affects_one_property(string reference) => ExpectOneRefused(reference);

    [Theory]
    [InlineData("#/components/schemas/A", "components", "schemas")]
    [InlineData("#/$defs/A", "$defs", null)]
    [InlineData("#/definitions/A", "definitions", null)]
    public void References_are_followed_from_their_targets(string reference, string first, string? second)
    {
        var parts =
            $$"""{ "A": { "type": "object", "properties": { "b": { "$ref": "{{reference[..^1]}}B" } } }, "B": { "type": "object","""
                + """ "properties": { "c": { "type": "string" } } } }""";
        var place = second is null ? parts : $$"""{ "{{second}}": {{parts}} }""";
        var run = GeneratorRun.Over(SchemaText.Input(
            "acme/a", $$"""{ "type": "object", "properties": { "a": { "$ref": "{{reference}}" } }, "{{first}}": {{place}} }"""));

        Assert.Contains("public string? C {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_remote_reference_affects_one_property_and_is_not_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        ExpectOneRefused($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x");

        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("""{ "$ref": "#" }""")]
    [InlineData(
        """{ "$ref": "#/definitions/A", "definitions": { "A": { "$ref": "#/definitions/B" }, "B": { "$ref": "#/definitions/A" } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "$ref": "#/properties/a" }, "b": { "type": "string" } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "$ref": "#" }, "b": { "type": "string" } } }""")]
    [InlineData("""{ "type": "array", "items": { "$ref": "#" } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "array", "items": { "$ref": "#" } } } }""")]
    [InlineData(
        """{ "$ref": "#/definitions/A", "definitions": { "A": { "type": "object", "properties": { "a": { "type": "string" } } } } }""")]
    [InlineData("""{ "$ref": 1 }""")]
    [InlineData("""{ "$ref": { "$ref": "#" } }""")]
    public void Circular_and_odd_references_compile(string schema)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema));

        Assert.All(run.Problems, problem => Assert.Matches("^SSDK00[359] ", problem));
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }

    [Fact]
    public void A_reference_inside_the_file_is_followed()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a",
                """{ "type": "object", "properties": { "a": { "$ref": "#/definitions/b%20c" } }, "definitions": { "b c": """
                + """{ "type": "boolean" } } }"""),
            SchemaText.Output("acme/a", Output));

        Assert.Equal("", string.Join("\n", run.Problems));
        Assert.Contains("public bool? A", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#/definitions/b~1c", "definitions")]
    [InlineData("#/components/schemas/b~1c", "schemas")]
    [InlineData("#/x-types/b~1c", "x-types")]
    public void A_reference_through_a_name_with_a_slash_is_followed(string reference, string place)
    {
        var named = $$"""{ "{{place}}": { "b/c": { "type": "boolean" } } }""";
        var parts = place == "schemas" ? $"\"components\": {named}" : named[1..^1];
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", $$"""{ "type": "object", "properties": { "a": { "$ref": "{{reference}}" } }, {{parts}} }"""),
            SchemaText.Output("acme/a", Output));

        Assert.Equal("", string.Join("\n", run.Problems));
        Assert.Contains("public bool? A", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size.json")]
    [InlineData("size.json#")]
    [InlineData("size.json#side")]
    [InlineData("size.json#/definitions/side")]
    [InlineData("http://acme.example/schemas/size.json")]
    [InlineData("../schemas/./size.json")]
    [InlineData("//acme.example/schemas/size.json")]
    [InlineData("#/definitions/s/definitions/side")]
    public void A_reference_to_an_id_inside_the_file_is_followed(string reference)
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", $$"""
                { "$id": "http://acme.example/schemas/input.json", "type": "object", "properties": { "a": { "$ref": "{{reference}}" } },
                  "definitions": { "s": { "$id": "size.json", "allOf": [{ "$ref": "#side" }],
                    "definitions": { "side": { "$id": "#side", "type": "boolean" } } } } }
                """),
            SchemaText.Output("acme/a", Output));

        Assert.Equal("", string.Join("\n", run.Problems));
        Assert.Contains("public bool? A", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains(": boolean", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_an_id_redirects_is_reported_as_resolved()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", """
                { "type": "object", "properties": { "a": { "$id": "http://acme.example/a.json", "properties": { "b": { "$ref": "#side" }
                  } } },
                  "definitions": { "s": { "$anchor": "side", "type": "boolean" } } }
                """),
            SchemaText.Output("acme/a", Output));

        Assert.Equal(
            ["SSDK005 warning schemas/acme/a/input.json(1,97): 'acme/a' refers to 'http://acme.example/a.json#side' at "
            + "'/properties/a/properties/b', which is neither in this file nor in a "
                + "*.schema.json of the project; it becomes JsonElement: correct the reference, or add the file"],
            run.Problems);
    }

    private const string Output = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";

    private static void ExpectOneRefused(string reference)
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a", $$"""{ "type": "object", "properties": { "a": { "$ref": "{{reference}}" }, "b": { "type": "boolean" } } }"""),
            SchemaText.Output("acme/a", Output));

        Assert.Equal(
            [
                $"SSDK005 warning schemas/acme/a/input.json(1,37): 'acme/a' refers to '{reference}' at '/properties/a', which is neither "
                + "in this file nor in a *.schema.json of the project; "
                + "it becomes JsonElement: correct the reference, or add the file",
            ],
            run.Problems);
        Assert.Contains("JsonElement? A ", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("public bool? B", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }
}
