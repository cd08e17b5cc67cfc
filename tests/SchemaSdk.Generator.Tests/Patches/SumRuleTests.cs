using SchemaSdk.Generator.Tests.Suite;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the sums that a patch requires with <c>x-rules</c>.</summary>
public class SumRuleTests
{
    private const string Schema = """
        { "type": "object", "properties": {
          "seconds": { "type": "integer" }, "title": { "type": "string" }, "any": {}, "kind": { "enum": [5, 10] },
          "shots": { "type": "array", "items": { "$ref": "#/definitions/Shot" } },
          "weights": { "type": "object", "additionalProperties": { "type": "float" } } },
          "definitions": { "Shot": { "allOf": [{ "type": "object",
            "properties": { "seconds": { "anyOf": [{ "type": "integer" }, { "type": "null" }] } } }] } } }
        """;

    [Fact]
    public void A_sum_is_the_first_rule_of_its_object() => Over("""{ "x-rules": [{ "sum": "/shots/*/seconds", "equals": "/seconds" }] }""")
        .ExpectCompiled("Input: object, sum of /shots/*/seconds is /seconds\n");

    [Theory]
    [InlineData(
        """{"type":"object","x-rules":[{"sum":"/a/*","equals":4}],"properties":{"a":{"type":"array","items":{"type":"number"}}}}""")]
    [InlineData(
        """{"$ref":"#/definitions/R","x-rules":[{"sum":"/a/*","equals":"4.0"}],"definitions":{"R":{"properties":{"a":{"items":"""
            + """{"type":"number"}}}}}}""")]
    [InlineData(
        """{"$ref":"#/definitions/R","x-rules":[{"sum":"/a/*","equals":4}],"definitions":{"R":{"properties":{"a":{"items":"""
            + """{"type":"number"}},"b":{"$ref":"#/definitions/R"}}}}}""")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"properties":{"a":{"type":"array","items":{"type":"number"}},"b":{"$ref":"#"}}}""")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"oneOf":[{"type":"string"},{"properties":{"a":{"type":"array","items":"""
            + """{"type":"number"}}}}]}""")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"dependencies":{"b":["c"],"a":{"properties":{"a":{"type":"array","items":"""
            + """{"type":"number"}}}}}}""")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"dependentSchemas":{"a":{"properties":{"a":{"type":"array","items":"""
            + """{"type":"number"}}}}}}""")]
    public void A_sum_is_checked_for_a_root_of_any_form(string schema)
    {
        using var rules = new RuleAssembly([schema.Replace("\"4.0\"", "4.0", StringComparison.Ordinal)]);

        Assert.Empty(rules.Checks[0]("""{"a":[1,3]}"""u8));
        Assert.Equal("/a sum", Assert.Single(rules.Checks[0]("""{"a":[1,4]}"""u8).Select(error => $"{error.JsonPointer} {error.Rule}")));
    }

    [Theory]
    [InlineData("""{ "sum": "/shots/*/seconds", "equals": 12 }""")]
    [InlineData("""{ "sum": "/weights/left", "equals": 0.5 }""")]
    [InlineData("""{ "sum": "/any/*", "equals": "/seconds" }""")]
    [InlineData("""{ "sum": "/shots/*/seconds", "equals": "/kind" }""")]
    public void A_sum_of_numbers_in_the_schema_is_not_reported(string rule) =>
        Assert.Empty(Over($$"""{ "x-rules": [{{rule}}] }""").Problems);

    [Fact]
    public void A_rule_that_cannot_be_checked_is_reported_in_the_patch() => Assert.Equal(
        [
            "SSDK014 warning schemas/acme/a/input.patch.json(1,18): 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: the "
            + "schema has nothing at '/shots/*/length'; correct the pointer if the service has renamed a property, otherwise remove the "
            + "rule from the patch",
        ],
        Over("""{ "x-rules": [ { "sum": "/shots/*/length", "equals": "/seconds" }] }""").Problems);

    private static GeneratorRun Over(string patch) => GeneratorRun.OfInput(Schema, SchemaText.InputPatch("acme/a", patch));
}
