using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Roots of every kind: they compile, and what is checked of them is what the schema says.</summary>
public class RootTests
{
    [Theory]
    [InlineData("""{ "type": "object" }""", "{}", "[]")]
    [InlineData("""{ "type": "object", "properties": {} }""", "{\"a\":[{}]}", "1")]
    [InlineData("""{ "type": "object", "properties": { "a": {} } }""", "{\"a\":{\"b\":1}}", "null")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "type": "object", "properties": { "b": {} } } } }""",
        "{\"a\":{\"b\":{}},\"c\":[]}",
        "{\"a\":[]}")]
    [InlineData("""{ "type": "array" }""", "[{}]", "{}")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", "[\"a\"]", "[1]")]
    [InlineData("""{ "type": "array", "maxItems": 1 }""", "[[]]", "[1,2]")]
    [InlineData("""{ "type": "string", "maxLength": 2 }""", "\"夜夜\"", "\"abc\"")]
    [InlineData("""{ "type": "string", "enum": ["a"] }""", "\"a\"", "\"b\"")]
    [InlineData("""{ "type": ["object", "null"], "required": ["a"], "properties": { "a": { "type": "boolean" } } }""", "null", "{}")]
    [InlineData("""{ "required": ["a"], "properties": { "a": { "type": "boolean" } } }""", "[]", "{\"a\":1}")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "object" }] }""", "{\"a\":1}", "[1]")]
    [InlineData("""{ "type": "integer", "exclusiveMinimum": 1, "multipleOf": 2 }""", "2", "3")]
    [InlineData("""{ "type": "integer", "multipleOf": 9007199254740993 }""", "9007199254740993", "9007199254740992")]
    public void A_root_takes_what_fits_and_refuses_what_does_not(string schema, string valid, string invalid)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        var model = Models(run).Single();
        Assert.Empty(model.Validate(Encoding.UTF8.GetBytes(valid)));
        Assert.NotEmpty(model.Validate(Encoding.UTF8.GetBytes(invalid)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "title": "Only a title" }""")]
    public void A_root_that_says_nothing_takes_anything(string schema)
    {
        var model = Models(GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema))).Single();

        Assert.All(["{}", "[1]", "null", "\"x\""], json => Assert.Empty(model.Validate(Encoding.UTF8.GetBytes(json))));
        Assert.NotEmpty(model.Validate("{"u8));
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": WHOLE }""")]
    [InlineData("""{ "type": "array", "items": { "type": "array", "items": LISTS } }""")]
    [InlineData("""{ "type": "object", "additionalProperties": WHOLE }""")]
    [InlineData("""{ "type": "array", "items": { "anyOf": [{ "type": "string" }, WHOLE] } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "b": WHOLE } } }""")]
    public void A_type_inside_the_items_of_a_root_steps_aside_for_their_name(string schema)
    {
        const string Whole =
            """{ "type": "object", "properties": { "NAME": { "type": "array", "items": PART }, "c": { "enum": ["d"] } } }""";
        const string Part = """{ "type": "object", "properties": { "NAME_item": { "enum": ["x"] } } }""";
        const string Lists =
            """{ "type": "object", "properties": { "NAME": { "type": "array", "items": { "type": "array", "items": PART } } } }""";
        var whole = schema.Replace("WHOLE", Whole, StringComparison.Ordinal)
            .Replace("LISTS", Lists, StringComparison.Ordinal)
            .Replace("PART", Part, StringComparison.Ordinal);

        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", whole.Replace("NAME", "a_input", StringComparison.Ordinal)),
            SchemaText.Output("acme/a", whole.Replace("NAME", "a_output", StringComparison.Ordinal)));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Theory]
    [InlineData("#/items/properties/a_output/items")]
    [InlineData("#/items")]
    public void A_reference_leads_to_the_type_that_stepped_aside_or_to_the_root(string again)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", "{}"), SchemaText.Output("acme/a", $$"""
            { "type": "array", "items": { "type": "object", "properties": {
              "a_output": { "type": "array", "items": { "type": "object", "properties": { "next": { "$ref": "{{again}}" } } } } } } }
            """));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        var root = Compiler.Load(run).GetType("Acme.Sdk.Models.Acme.AOutputItem")!;
        var inside = root.GetNestedType("AOutputItem_")!;
        Assert.Equal(again == "#/items" ? root : inside, inside.GetProperty("Next")!.PropertyType);
    }

    private static IReadOnlyList<ModelInfo> Models(GeneratorRun run) =>
        (IReadOnlyList<ModelInfo>)Compiler.Load(run).GetType("Acme.Sdk.TestClient")!.GetProperty("Models")!.GetValue(null)!;
}
