using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests what a patch must leave as it is: a map of properties stays a map, and no type is renamed.</summary>
public class PatchedShapeTests
{
    [Theory]
    [InlineData(
        """{ "description": "A clip.", "x-csharp-name": "Clip", "x-rules": [{ "sum": "/shots/*", "equals": "/seconds" }] }""",
        "public long? Seconds {")]
    [InlineData("""{ "required": ["seconds"], "additionalProperties": false }""", "public required long Seconds {")]
    public void A_patched_map_of_properties_is_still_a_map_of_properties(string patch, string property)
    {
        var run = GeneratorRun.Over(
            SchemaText.Output("", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
            SchemaText.Input(
                "acme/a", """{ "seconds": { "type": "integer" }, "shots": { "type": "array", "items": { "type": "integer" } } }"""),
            SchemaText.InputPatch("acme/a", patch));

        Assert.Empty(run.Problems);
        Assert.Contains(property, run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_renames_no_type()
    {
        const string Choice =
            """{ "properties": { "a": { "anyOf": [{ "const": 1, DESCRIPTION "type": "integer" }, { "enum": ["x"] }, { "properties": """
                + """{ "title": { "enum": ["y"] } } }] } } }""";
        static IEnumerable<string> Types(string description)
        {
            var run = GeneratorRun.Over(
                SchemaText.Input("acme/a", Choice.Replace("DESCRIPTION", description, StringComparison.Ordinal)),
                SchemaText.Output("", "{}"));
            return Regex.Matches(run.Sources["acme_a.g.cs"], @"record (struct )?(\w+)").Select(match => match.Groups[2].Value);
        }

        Assert.Contains(Types(""), type => type == "NumberChoiceBranch");
        Assert.Equal(Types(""), Types(""" "description": "Once.", "default": 1, """));
    }

    [Fact]
    public void A_default_that_looks_like_a_schema_is_a_default()
    {
        var run = GeneratorRun.Over(
            SchemaText.Output("", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
            SchemaText.Input("acme/a", """{ "type": "object", "properties": { "card": { "type": "object" } } }"""),
            SchemaText.InputPatch("acme/a", """{ "properties": { "card": { "default": { "title": "None" } } } }"""));

        Assert.Empty(run.Problems);
        Assert.Contains("default {\"title\":\"None\"}", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_with_an_invalid_keyword_leaves_the_output_typed()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", """{ "type": "object", "properties": { "text": { "type": "string" } } }"""),
            SchemaText.Output("acme/a", """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }"""),
            SchemaText.OutputPatch("acme/a", """{ "x-csharp-name": "Clip" }"""));

        Assert.StartsWith("SSDK015 ", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.Contains("public string? Video {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }
}
