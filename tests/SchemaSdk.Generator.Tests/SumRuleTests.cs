using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Generator.Tests.Suite;

namespace SchemaSdk.Generator.Tests;

/// <summary>The sums that a patch demands by <c>x-rules</c>.</summary>
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
    public void A_rule_is_checked_before_the_members()
    {
        var run = Over("""{ "x-rules": [{ "sum": "/shots/*/seconds", "equals": "/seconds" }] }""");
        var text = run.Sources["acme_a.g.cs"];

        Assert.Empty(run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Contains("Input: object, sum of /shots/*/seconds is /seconds\n", text, StringComparison.Ordinal);
    }

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
    public void A_rule_is_asked_whatever_the_root_is(string schema)
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
    public void A_rule_that_the_schema_knows_is_no_problem(string rule) => Assert.Empty(Over($$"""{ "x-rules": [{{rule}}] }""").Problems);

    [Theory]
    [InlineData(
        """{ "sum": "/shots/*/length", "equals": "/seconds" }""",
        "/x-rules/0/sum",
        18,
        "the schema has nothing at '/shots/*/length'; "
            + "correct the pointer if the service has renamed a property, otherwise "
            + "remove the rule from the patch")]
    [InlineData(
        """{ "sum": "/shots/seconds", "equals": "/seconds" }""",
        "/x-rules/0/sum",
        18,
        "the schema has nothing at '/shots/seconds'; correct the pointer if the service has renamed a property, otherwise "
            + "remove the rule from the patch")]
    [InlineData(
        """{ "sum": "/shots/*/seconds", "equals": "/length" }""",
        "/x-rules/0/equals",
        45,
        "the schema has nothing at '/length'; correct the pointer if the service has renamed a property, otherwise "
            + "remove the rule from the patch")]
    [InlineData(
        """{ "sum": "/shots/*/seconds", "equals": "/title" }""", "/x-rules/0/equals", 45,
        "the value at '/title' is not a number")]
    [InlineData("""{ "sum": "/shots/*", "equals": 1 }""", "/x-rules/0/sum", 18, "the value at '/shots/*' is not a number")]
    [InlineData(
        """{ "sum": "shots", "equals": 1 }""", "/x-rules/0/sum", 18,
        "\"shots\" is not a JSON pointer from the root of the schema; " + Form)]
    [InlineData("""{ "sum": 5, "equals": 1 }""", "/x-rules/0/sum", 18, "5 is not a JSON pointer from the root of the schema; " + Form)]
    [InlineData(
        """{ "sum": "/seconds", "equals": true }""",
        "/x-rules/0/equals",
        37,
        "true is not a JSON pointer from the root of the schema; " + Form)]
    [InlineData(
        """{ "sum": "/seconds", "equals": "/shots/*/seconds" }""",
        "/x-rules/0/equals",
        37,
        "'/shots/*/seconds' leads to several numbers; 'equals' must be one")]
    [InlineData("""{ "sum": "/seconds", "equals": 1e30 }""", "/x-rules/0/equals", 37, "1E+30 has too many digits")]
    [InlineData("""{ "sum": "/seconds" }""", "/x-rules/0", 16, Form)]
    [InlineData("\"sum\"", "/x-rules/0", 16, Form)]
    [InlineData(
        """{ "product": "/seconds", "sum": "/seconds", "equals": 1 }""", "/x-rules/0/product", 18, "'product' is not known; " + Form)]
    public void A_rule_that_cannot_be_checked_is_told_at_its_place(string rule, string pointer, int column, string why) => Assert.Equal(
        [$"SSDK014 warning schemas/acme/a/input.patch.json(1,{column}): 'acme/a' has a rule at '{pointer}' that is not checked: {why}"],
        Over($$"""{ "x-rules": [ {{rule}}] }""").Problems);

    [Theory]
    [InlineData("""{ "x-rules": {} }""", "/x-rules", 3, "x-rules is a list of rules, and " + Form)]
    [InlineData(
        """{ "properties": { "any": { "x-rules": [] } } }""",
        "/properties/any/x-rules",
        28,
        "x-rules belongs at the root of the schema, and its pointers start there")]
    public void Rules_that_stand_where_none_is_checked_are_told(string patch, string pointer, int column, string why) => Assert.Equal(
        [$"SSDK014 warning schemas/acme/a/input.patch.json(1,{column}): 'acme/a' has a rule at '{pointer}' that is not checked: {why}"],
        Over(patch).Problems);

    private const string Form = """a rule looks like {"sum": "/shots/*/seconds", "equals": "/seconds"}""";

    private static GeneratorRun Over(string patch) => GeneratorRun.Over(
        SchemaText.Output("", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
        SchemaText.Input("acme/a", Schema),
        SchemaText.InputPatch("acme/a", patch));
}
