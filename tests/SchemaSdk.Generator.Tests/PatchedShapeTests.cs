using System.Text.RegularExpressions;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A patch beside a part leaves the kind of the part as it is.</summary>
public class PatchedShapeTests
{
    [Theory]
    [InlineData(
        """{ "description": "A clip.", "x-csharp-name": "Clip", "x-rules": [{ "sum": "/shots/*", "equals": "/seconds" }] }""",
        "public long? Seconds {")]
    [InlineData("""{ "required": ["seconds"], "additionalProperties": false }""", "public required long Seconds {")]
    public void A_patch_of_a_map_of_properties_leaves_it_one(string patch, string property)
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
    public void A_problem_in_a_patch_is_reported_at_the_patch() => Assert.Equal(
        [
            "SSDK009 warning schemas/acme/a/input.patch.json(2,1): 'acme/a' has a part at '/title' that cannot be read as JSON Schema "
            + "(the member 'title' occurs again, on line 3, and the last one counts); it is ignored: correct it in the schema, or "
            + "in a patch",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", """{ "type": "string" }"""),
            SchemaText.InputPatch("acme/a", "{\n\"title\": \"A\",\n\"title\": \"B\" }"),
            SchemaText.Output("acme/a", """{ "type": "string" }""")).Problems);

    [Fact]
    public void Words_rename_no_type()
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
    public void A_default_that_looks_like_words_is_a_default()
    {
        var run = GeneratorRun.Over(
            SchemaText.Output("", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
            SchemaText.Input("acme/a", """{ "type": "object", "properties": { "card": { "type": "object" } } }"""),
            SchemaText.InputPatch("acme/a", """{ "properties": { "card": { "default": { "title": "None" } } } }"""));

        Assert.Empty(run.Problems);
        Assert.Contains("default {\"title\":\"None\"}", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_patch_cannot_say_of_an_output_leaves_it_typed()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", """{ "type": "object", "properties": { "text": { "type": "string" } } }"""),
            SchemaText.Output("acme/a", """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }"""),
            SchemaText.OutputPatch("acme/a", """{ "x-csharp-name": "Clip" }"""));

        Assert.StartsWith("SSDK015 ", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.Contains("public string? Video {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }
}
