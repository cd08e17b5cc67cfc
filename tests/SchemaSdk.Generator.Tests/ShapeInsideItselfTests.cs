using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Generator.Tests.Words;

namespace SchemaSdk.Generator.Tests;

/// <summary>A schema that refers to itself -> a type that has a name, or JSON, wherever it stands.</summary>
public class ShapeInsideItselfTests
{
    [Theory]
    [InlineData("""{"items":ME}""", "{A: [Json]}")]
    [InlineData("""{"oneOf":[{"items":ME},ME]}""", "{A: [Json]}")]
    [InlineData("""{"anyOf":[{"type":"array","items":ME},{"type":"array","items":ME}]}""", "{A: [Json]}")]
    [InlineData("""{"oneOf":[{"items":ME},{"oneOf":[{"items":ME},ME]}]}""", "{A: [Json]}")]
    [InlineData("""{"oneOf":[{"items":{"items":ME}},ME]}""", "{A: [[Json]]}")]
    [InlineData("""{"oneOf":[{"items":{"type":"object","additionalProperties":ME}},ME]}""", "{A: [{*: Json}]}")]
    [InlineData("""{"oneOf":[{"items":{"properties":{"b":ME}}},ME]}""", "{A: [AItem{B: Json}]}")]
    [InlineData("""{"items":{"anyOf":[{"items":ME},{"items":ME}]}}""", "{A: [[Json]]}")]
    public void A_choice_that_is_only_a_list_is_JSON_inside_itself(string schema, string expected) => ExpectShape(schema, expected);

    [Theory]
    [InlineData("""{"oneOf":[{"properties":{"b":ME}},ME]}""", "{A: AValue{B: ^AValue}}")]
    [InlineData("""{"anyOf":[{"properties":{"b":ME}},{"properties":{"b":ME}}]}""", "{A: AValue{B: ^AValue}}")]
    [InlineData("""{"oneOf":[{"properties":{"b":{"items":ME}}},ME]}""", "{A: AValue{B: [^AValue]}}")]
    [InlineData(
        """{"oneOf":[{"type":"object","additionalProperties":{"properties":{"b":ME}}},ME]}""",
        "{A: {*: AItem{B: {*: ^AItem}}}}")]
    public void A_choice_that_is_only_an_object_is_that_object(string schema, string expected) => ExpectShape(schema, expected);

    [Theory]
    [InlineData("""{"oneOf":[{"items":ME},{"type":"string"},ME]}""", "{A: AValue<List: [^|AValue] | Text: String>}")]
    [InlineData("""{"type":["string","array"],"items":ME}""", "{A: AValue<Text: String | TextOrListList: [^|AValue]>}")]
    [InlineData("""{"type":["string","object"],"additionalProperties":ME}""", "{A: AValue<Text: String | Map: {*: ^|AValue}>}")]
    [InlineData("""{"type":["string","object"],"properties":{"b":ME}}""", "{A: AValue<Text: String | Object: ObjectBranch{B: ^|AValue}>}")]
    [InlineData("""{"oneOf":[{"type":["string","array"],"items":ME},ME]}""", "{A: AValue<Text: String | List: [^|AValue]>}")]
    public void What_is_one_of_several_kinds_is_the_same_union_inside_itself(string schema, string expected) =>
        ExpectShape(schema, expected);

    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"items":{"anyOf":[{"type":"string"},{"items":"""
            + """{"anyOf":[{"type":"string"},{"type":"boolean"}]}}]}}]}""",
        "{A: AValue<Text: String | List: [ListBranchItem<Text: String | List: [ListBranch_Item<Text: String | Boolean: Boolean>]>]>}")]
    [InlineData(
        """{"items":{"items":{"properties":{"a":{"items":{"items":{"properties":{"b":{"type":"string"}}}}}}}}}""",
        "{A: [[AItemItem{A: [[A_ItemItem{B: String}]]}]]}")]
    public void Lists_inside_lists_of_the_same_name_have_items_of_other_names(string schema, string expected) =>
        ExpectShape(schema, expected);

    [Theory]
    [InlineData("""{"p":{"b":{"b":"x"}}}""")]
    [InlineData("""{"p":"x"}""")]
    public void A_text_or_an_object_of_itself_is_read_and_written_at_every_level(string json)
    {
        var type = Load(Inside("p", """{"type":["string","object"],"properties":{"b":ME}}""")).GetType("Acme.Sdk.Models.Acme.AInput")!;
        var union = type.GetProperty("P")!.PropertyType;

        Assert.Equal(union, union.GetProperty("Object")!.PropertyType.GetProperty("B")!.PropertyType);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type));
    }

    [Fact]
    public void A_list_of_lists_of_nothing_is_read_and_written_as_a_choice_too()
    {
        const string Json = """{"p":[[],[[]]]}""";
        var type = Load(Inside("p", """{"oneOf":[{"items":ME},ME]}""")).GetType("Acme.Sdk.Models.Acme.AInput")!;

        Assert.Equal(typeof(IReadOnlyList<JsonElement>), type.GetProperty("P")!.PropertyType);
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize(Json, type), type));
    }

    /// <summary>Checks the type as a property, and that there is one in each place that a schema can stand in.</summary>
    private static void ExpectShape(string schema, string expected)
    {
        var property = Inside("a", schema);
        string[] places =
        [
            property,
            Refer(schema, """{"$ref":"#"}"""),
            Refer(schema, """{"$recursiveRef":"#"}"""),
            $$"""{"items":{{Refer(schema, """{"$ref":"#/items"}""")}} }""",
            $$"""{"type":"object","additionalProperties":{{Refer(schema, """{"$ref":"#/additionalProperties"}""")}} }""",
            $$"""{"$ref":"#/$defs/D","$defs":{"D":{{Refer(schema, """{"$ref":"#/$defs/D"}""")}} } }""",
        ];
        var run = GeneratorRun.Over([.. places.SelectMany((place, i) => new[]
        {
            SchemaText.Input($"acme/m{i}", place), SchemaText.Output($"acme/m{i}", place),
        })]);

        Assert.Equal(expected, ShapeWords.Of(property));
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    private static string Inside(string property, string schema) =>
        $$"""{"properties":{"{{property}}":{{Refer(schema, $$"""{"$ref":"#/properties/{{property}}"}""")}} } }""";

    private static string Refer(string schema, string reference) => schema.Replace("ME", reference, StringComparison.Ordinal);

    private static Assembly Load(string schema) =>
        Compiler.Load(GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema)));
}
