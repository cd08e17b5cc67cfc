namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the choice of a union's branch for a value whose JSON kind fits several branches.</summary>
public class BranchChoiceTests
{
    private const string Schema = """
        { "type": "object", "properties": {
          "parts": { "anyOf": [
            { "type": "array", "items": { "type": "object", "required": ["type", "text"],
              "properties": { "type": { "const": "text" }, "text": { "type": "string" } } } },
            { "type": "array", "items": { "type": "object", "required": ["type", "url"],
              "properties": { "type": { "const": "image" }, "url": { "type": "string" } } } }] },
          "boxes": { "anyOf": [
            { "type": "array", "items": { "type": "object", "required": ["x", "y"],
              "properties": { "x": { "type": "integer" }, "y": { "type": "integer" } } } },
            { "type": "array", "items": { "type": "object", "required": ["name"],
              "properties": { "name": { "type": "string" } } } },
            { "type": "array" }] },
          "counts": { "anyOf": [{ "type": "array", "items": { "type": "number" } }, { "type": "array", "items": { "type": "integer" } }] },
          "size": { "anyOf": [{ "enum": ["auto", "full"] }, { "type": "string", "pattern": "^[a-z]+$" }, { "type": "integer" }] },
          "side": { "anyOf": [
            { "type": "string", "pattern": "^[a-z]+$" }, { "type": "string" }, { "enum": ["auto"] }, { "type": "integer" }] } } }
        """;

    private static readonly Lazy<Type> Output = new(() => GeneratorRun.OfModel(GeneratorRun.Small, Schema).TypeOf("AOutput"));

    [Theory]
    [InlineData("Parts", """[{"type":"text","text":"a"}]""", "TextList")]
    [InlineData("Parts", """[{"type":"image","url":"a"},{"type":"image"}]""", "ImageList")]
    [InlineData("Parts", """[{"text":"a"}]""", "TextList")]
    [InlineData("Parts", """[{"type":"video"}]""", "")]
    [InlineData("Boxes", """[{"x":1,"y":2}]""", "WithXAndYList")]
    [InlineData("Boxes", """[{"name":"a"}]""", "WithNameList")]
    [InlineData("Boxes", """[1]""", "List")]
    [InlineData("Boxes", """[{"x":1,"y":2}, 5]""", "List")]
    public void The_first_object_of_an_array_decides_to_which_branch_the_array_belongs(string property, string json, string branch) =>
        Assert.Equal(branch, BranchOf(property, json));

    [Theory]
    [InlineData("[1, 2]", "IntegerList")]
    [InlineData("[1, 2.5]", "NumberList")]
    [InlineData("[1, null]", "")]
    public void All_items_of_an_array_decide_to_which_branch_the_array_belongs(string json, string branch) =>
        Assert.Equal(branch, BranchOf("Counts", json));

    [Theory]
    [InlineData("Size", "\"auto\"", "Choice")]
    [InlineData("Size", "\"f\\u0075ll\"", "Choice")]
    [InlineData("Size", "\"other\"", "Text")]
    [InlineData("Size", "\"4K\"", "Choice")]
    [InlineData("Side", "\"auto\"", "Choice")]
    [InlineData("Side", "\"4K\"", "Text")]
    public void A_known_value_of_an_enum_takes_precedence_over_a_pattern(string property, string json, string branch) =>
        Assert.Equal(branch, BranchOf(property, json));

    /// <summary>Returns the name of the branch that is set; empty if none is.</summary>
    private static string BranchOf(string property, string json)
    {
        var output = JsonSerializer.Deserialize($$"""{"{{property.ToLowerInvariant()}}":{{json}}}""", Output.Value)!;
        var union = Output.Value.GetProperty(property)!.GetValue(output)!;
        return string.Join(" ", union.GetType().GetProperties()
            .Where(branch => branch.DeclaringType == union.GetType() && branch.GetValue(union) is not null)
            .Select(branch => branch.Name));
    }
}
