using System.Reflection;
using System.Text.Json;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the code for unusual schemas, such as schemas from other generators, compiles.</summary>
public class OddShapeTests
{
    private const string Definitions =
        """
        "definitions": {
          "A": { "type": "object", "properties": { "x": { "type": "string" } } },
          "ABranch": { "type": "object", "properties": { "y": { "type": "integer" } } },
          "FromTextList": { "type": "object", "properties": { "z": { "type": "integer" } } },
          "Node": { "type": "object", "properties": { "child": { "$ref": "#/definitions/Node" },
            "all": { "type": "array", "items": { "$ref": "#/definitions/Node" } } } }
        }
        """;

    private static readonly string[] Odd =
    [
        """{ "anyOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/A" }, { "type": "string" }] }""",
        """{ "anyOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/A" }] }""",
        """{ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string", "enum": ["a"] }, { "type": "integer" }] }""",
        """{ "oneOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/ABranch" }] }""",
        """{ "oneOf": [{ "$ref": "#/definitions/FromTextList" }, { "type": "array", "items": { "type": "string" } }] }""",
        """{ "type": "array", "items": { "$ref": "#/definitions/Node" } }""",
        """{ "type": "array", "items": { "type": "array", "items": { "$ref": "#/definitions/Node" } } }""",
        """{ "type": "object", "additionalProperties": { "$ref": "#/definitions/Node" } }""",
    ];

    [Fact]
    public void Odd_schemas_compile_as_properties_and_as_roots()
    {
        var schemas = Odd.Select(schema => $$"""{ {{Definitions}}, "type": "object", "properties": { "p": {{schema}} } }""")
            .Concat(Odd.Select(schema => $"{{ {Definitions}, {schema[1..]}"));

        Compiler.Load(GeneratorRun.Over([.. schemas.SelectMany(
            (schema, i) => new[] { SchemaText.Input($"acme/m{i}", schema), SchemaText.Output($"acme/m{i}", schema) })]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"p69":null}""")]
    [InlineData("""{"p3":null,"p69":"x"}""")]
    public void A_required_nullable_member_that_was_not_received_is_not_written(string json)
    {
        var names = Enumerable.Range(0, 70).Select(i => $"p{i}").ToList();
        var schema = $$"""
            { "type": "object", "required": {{JsonSerializer.Serialize(names)}},
              "properties": { {{string.Join(", ", names.Select(name => $"\"{name}\": {{ \"type\": [\"string\", \"null\"] }}"))}} } }
            """;
        var type = Compiler.Load(GeneratorRun.Over(SchemaText.Input("x", schema))).GetType("Acme.Sdk.Models.XInput")!;

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type));
    }

    [Fact]
    public void A_nested_type_never_hides_an_outer_type()
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", """
            {
              "definitions": { "Foo": { "type": "object",
                "properties": { "q": { "oneOf": [{ "$ref": "#/$defs/Foo" }, { "type": "string" }] } } } },
              "$defs": { "Foo": { "type": "object", "properties": { "back": { "$ref": "#/definitions/Foo" } } } },
              "type": "object",
              "properties": { "p": { "oneOf": [{ "$ref": "#/definitions/Foo" }, { "type": "string" }] } }
            }
            """));

        var outer = Compiler.Load(run).GetType("Acme.Sdk.Models.Acme.AInput+PValue+FooBranch")!;

        Assert.Equal(outer, outer.GetProperty("Q")!.PropertyType.GetProperty("Foo")!.PropertyType.GetProperty("Back")!.PropertyType);
    }

    [Theory]
    [InlineData("{\"p\":{\"kind\":\"caf\\u00e9\"}}", "Café")]
    [InlineData("{\"p\":{\"kind\":2.0}}", "Object")]
    public void A_constant_identifies_a_branch_in_any_spelling(string json, string branch)
    {
        var type = Load("""
            {
              "type": "object",
              "properties": {
                "p": {
                  "oneOf": [
                    { "type": "object", "properties": { "kind": { "const": "café" } } },
                    { "type": "object", "properties": { "kind": { "const": "bar" } } },
                    { "type": "object", "properties": { "kind": { "const": 2 } } }
                  ]
                }
              }
            }
            """).GetType("Acme.Sdk.Models.Acme.AInput")!;

        var union = type.GetProperty("P")!.GetValue(JsonSerializer.Deserialize(json, type))!;

        Assert.NotNull(union.GetType().GetProperty(branch)!.GetValue(union));
    }

    [Theory]
    [InlineData("""[{ "type": "integer" }, { "type": "number" }, { "type": "boolean" }]""", "9007199254740993", "Integer")]
    [InlineData("""[{ "type": "integer" }, { "type": "number" }, { "type": "boolean" }]""", "0.5", "Number")]
    [InlineData("""[{ "type": "number" }, { "enum": [1, 2] }, { "type": "boolean" }]""", "0.5", "Number")]
    [InlineData("""[{ "enum": ["auto", "a.b"] }, { "type": "string" }, { "type": "integer" }]""", "\"a.b\"", "Choice")]
    [InlineData("""[{ "enum": ["auto", "a.b"] }, { "type": "string" }, { "type": "integer" }]""", "\"a b\"", "Text")]
    [InlineData("""[{ "enum": ["auto", "a.b"] }, { "type": "integer" }]""", "\"a b\"", "Choice")]
    [InlineData("""[{ "type": "string" }, {}]""", "\"a\"", "Text")]
    [InlineData("""[{ "type": "string" }, { "type": "integer", "maximum": 18446744073709551615 }]""", "18446744073709551615", "Integer")]
    [InlineData(
        """[{ "type": "string" }, { "type": "array", "items": { "type": "integer", "maximum": 18446744073709551615 } }]""",
        "[18446744073709551615]",
        "IntegerList")]
    public void A_value_is_read_into_the_most_precise_branch_in_every_order(string branches, string value, string branch)
    {
        var schemas = JsonElement.Parse(branches).EnumerateArray().Select(schema => schema.GetRawText());
        var reversed = $"[{string.Join(", ", schemas.Reverse())}]";
        var type = Load($$"""{ "type": "object", "properties": { "p": { "anyOf": {{branches}} }, "q": { "anyOf": {{reversed}} } } }""")
            .GetType("Acme.Sdk.Models.Acme.AInput")!;

        var read = JsonSerializer.Deserialize($$"""{"p":{{value}},"q":{{value}}}""", type);

        foreach (var name in new[] { "P", "Q" })
        {
            var union = type.GetProperty(name)!.GetValue(read)!;
            Assert.NotNull(union.GetType().GetProperty(branch)!.GetValue(union));
        }
    }

    [Fact]
    public void A_name_of_any_length_compiles()
    {
        var (name, other) = (new string('a', 1500), new string('夜', 500));
        var deep = """{ "type": "string", "maxLength": 3 }""";
        for (var depth = 0; depth < 28; depth++)
        {
            deep =
                $$"""{ "type": "object", "properties": { "{{new string('b', 50)}}": {{deep}}, "other": { "type": "integer","""
                    + $$""" "maximum": {{depth}} } } }""";
        }

        Load(
            $$"""
            {
              "type": "object",
              "properties": {
                "{{name}}": { "type": "string" }, "{{name}}b": { "type": "object", "properties": { "{{other}}": {} } }, "{{name}}-": {},
                "choice": { "type": "string", "enum": ["{{name}}", "{{name}}c"] },
                "union": { "anyOf": [{ "type": "string", "pattern": "^{{name}}$" }, { "type": "string", "pattern": "^x$" },
                  { "required": ["{{name}}", "{{other}}"], "type": "object", "properties": { "q": { "type": "string" } } }] },
                "deep": {{deep}}
              }
            }
            """);
    }

    [Fact]
    public void A_problem_in_a_part_that_is_a_schema_only_because_of_a_reference_affects_one_property()
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", """
            {
              "type": "object",
              "x-types": { "a": { "type": "object", "properties": { "q": { "$ref": "http://elsewhere/a" }, "r": { "type": "string" } } } },
              "properties": { "p": { "$ref": "#/x-types/a" } }
            }
            """), SchemaText.Output("acme/a", """{ "type": "object", "properties": { "url": { "type": "string" } } }"""));

        Assert.StartsWith("SSDK005 warning schemas/acme/a/input.json(3,", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.NotNull(Compiler.Load(run).GetType("Acme.Sdk.Models.Acme.AInput+PValue"));
    }

    private static Assembly Load(string schema) =>
        Compiler.Load(GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema)));
}
