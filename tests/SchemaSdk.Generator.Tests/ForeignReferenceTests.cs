using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>References to other schema files of the project.</summary>
public class ForeignReferenceTests
{
    private static readonly SchemaText Size = SchemaText.Reference(
        "common/size.schema.json",
        """
        { "definitions": { "Size": { "type": "object", "required": ["width"], "properties": { "width": { "$ref": "#/definitions/Side" } } },
          "Side": { "type": "integer", "minimum": 1, "maximum": 4096 } } }
        """);

    private static readonly SchemaText Color = SchemaText.Reference("common/color.schema.json", """{ "type": "string", "enum": ["red", "blue"] }""");

    [Fact]
    public void A_type_of_another_file_is_generated_where_it_is_used()
    {
        var run = Over("""{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json#/definitions/Size" } } }""", Size);

        Assert.Empty(run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Contains("public required int Width {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_file_asks_is_checked()
    {
        var run = Over("""{ "type": "object", "properties": { "size": { "$ref": "/common/size.schema.json#/definitions/Size" } } }""", Size);

        Assert.Contains("v.Integer(1, 4096)", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_another_file_goes_along()
    {
        var run = Over("""{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" } } }""", Color, Size);

        Assert.Contains("new(\"common/color.schema.json\", c::SchemaText.Of(", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("common/size.schema.json", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_another_file_reaches_its_dependants_alone()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("a", """{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" } } }"""),
            SchemaText.Input("b", """{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json#/definitions/Size" } } }"""),
            SchemaText.Input("c", """{ "type": "object", "properties": { "plain": { "type": "string" } } }"""),
            Color,
            Size);

        run.Edit(Color.Path, text => text.Replace("\"blue\"", "\"blue\", \"green\"", StringComparison.Ordinal));

        Assert.Equal(["a"], run.Joined());
    }

    [Fact]
    public void A_file_that_is_not_registered_costs_one_property()
    {
        var run = Over("""{ "type": "object", "properties": { "size": { "$ref": "../common/other.schema.json" }, "b": { "type": "boolean" } } }""", Size);

        Assert.Equal(
            ["SSDK005 warning schemas/acme/a/input.json(1,37): 'acme/a' refers to '../common/other.schema.json' at '/properties/size', which is neither in this file nor in a *.schema.json of the project; "
                + "it becomes JsonElement: correct the reference, or add the file"],
            run.Problems.Where(problem => problem.StartsWith("SSDK005", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_told_at_its_own_place()
    {
        var run = Over(
            """{ "type": "object", "properties": { "size": { "$ref": "../common/bad.schema.json" } } }""",
            SchemaText.Reference("common/bad.schema.json", "{\n  oops"));

        Assert.Contains(run.Problems, problem => problem.StartsWith("SSDK001 error schemas/common/bad.schema.json(2,3)", StringComparison.Ordinal));
    }

    private static GeneratorRun Over(string input, params SchemaText[] others) => GeneratorRun.Over(
    [
        SchemaText.Input("acme/a", input),
        SchemaText.Output("acme/a", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
        .. others,
    ]);
}
