namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that generated code compiles for unusual schemas, such as schemas that other generators wrote.</summary>
public class OddShapeTests
{
    private const string Definitions =
        """
        "definitions": {
          "A": { "type": "object", "properties": { "x": { "type": "string" } } },
          "ABranch": { "type": "object", "properties": { "y": { "type": "integer" } } },
          "Tree": { "type": "object", "properties": { "child": { "oneOf": [
            { "type": "object", "properties": { "kind": { "const": "tree" } } },
            { "type": "object", "properties": { "kind": { "const": "tree_branch" } } }] } } },
          "FromTextList": { "type": "object", "properties": { "z": { "type": "integer" } } },
          "FromText": { "type": "object", "properties": { "z": { "type": "integer" } } },
          "TextBranch": { "type": "array", "items": [{ "type": "string" }] },
          "Two": { "type": "array", "items": [{ "type": "integer" }, { "type": "string" }] },
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
        """{ "oneOf": [{ "$ref": "#/definitions/Tree" }, { "type": "string" }] }""",
        """{ "oneOf": [{ "$ref": "#/definitions/FromTextList" }, { "type": "array", "items": { "type": "string" } }] }""",
        """{ "oneOf": [{ "$ref": "#/definitions/FromText" }, { "$ref": "#/definitions/TextBranch" }, { "$ref": "#/definitions/Two" }] }""",
        """{ "type": "array", "items": { "$ref": "#/definitions/Node" } }""",
        """{ "type": "array", "items": { "type": "array", "items": { "$ref": "#/definitions/Node" } } }""",
        """{ "type": "object", "additionalProperties": { "$ref": "#/definitions/Node" } }""",
    ];

    [Fact]
    public void Odd_schemas_compile_as_properties_and_as_roots()
    {
        var schemas = Odd.Select(schema => $$"""{ {{Definitions}}, "type": "object", "properties": { "p": {{schema}} } }""")
            .Concat(Odd.Select(schema => $"{{ {Definitions}, {schema[1..]}"));

        Compiler.Load(GeneratorRun.OfEach(schemas));
    }

    [Fact]
    public void The_method_of_a_branch_never_has_the_name_of_the_root() => Compiler.Load(GeneratorRun.Over(
        SchemaText.Input("acme/from-image", """{ "type": "object" }"""),
        SchemaText.Output("acme/from-image", """
            {
              "anyOf": [{ "$ref": "#/definitions/ImageOutput" }, { "$ref": "#/definitions/Batch" }],
              "definitions": {
                "ImageOutput": { "type": "array", "items": [{ "type": "string" }] },
                "Batch": { "type": "array", "items": [{ "type": "integer" }, { "type": "string" }] }
              }
            }
            """)));

    private static readonly Lazy<Type> Nullable = new(() =>
    {
        var names = Enumerable.Range(0, 70).Select(i => $"p{i}").ToList();
        return Load($$"""
            { "type": "object", "required": {{JsonSerializer.Serialize(names)}},
              "properties": { {{string.Join(", ", names.Select(name => $"\"{name}\": {{ \"type\": [\"string\", \"null\"] }}"))}} } }
            """);
    });

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"p69":null}""")]
    [InlineData("""{"p3":null,"p69":"x"}""")]
    public void A_required_nullable_member_that_was_not_received_is_not_written(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, Nullable.Value), Nullable.Value));

    [Fact]
    public void A_nested_type_never_hides_an_outer_type()
    {
        var run = GeneratorRun.OfInput("""
            {
              "definitions": { "Foo": { "type": "object",
                "properties": { "q": { "oneOf": [{ "$ref": "#/$defs/Foo" }, { "type": "string" }] } } } },
              "$defs": { "Foo": { "type": "object", "properties": { "back": { "$ref": "#/definitions/Foo" } } } },
              "type": "object",
              "properties": { "p": { "oneOf": [{ "$ref": "#/definitions/Foo" }, { "type": "string" }] } }
            }
            """);

        var outer = run.TypeOf("AInput+PValue+FooBranch");

        Assert.Equal(outer, outer.GetProperty("Q")!.PropertyType.GetProperty("Foo")!.PropertyType.GetProperty("Back")!.PropertyType);
    }

    /// <summary>The branches of a union, a value, and the branch into which the value is read.</summary>
    public static TheoryData<string, string, string> Values => new()
    {
        { """[{ "type": "integer" }, { "type": "number" }, { "type": "boolean" }]""", "9007199254740993", "Integer" },
        { """[{ "type": "integer" }, { "type": "number" }, { "type": "boolean" }]""", "0.5", "Number" },
        { """[{ "type": "number" }, { "enum": [1, 2] }, { "type": "boolean" }]""", "0.5", "Number" },
        { """[{ "enum": ["auto", "a.b"] }, { "type": "string" }, { "type": "integer" }]""", "\"a.b\"", "Choice" },
        { """[{ "enum": ["auto", "a.b"] }, { "type": "string" }, { "type": "integer" }]""", "\"a b\"", "Text" },
        { """[{ "enum": ["auto", "a.b"] }, { "type": "integer" }]""", "\"a b\"", "Choice" },
        { """[{ "type": "string" }, {}]""", "\"a\"", "Text" },
        { """[{ "type": "string" }, { "type": "integer", "maximum": 18446744073709551615 }]""", "18446744073709551615", "Integer" },
        {
            """[{ "type": "string" }, { "type": "array", "items": { "type": "integer", "maximum": 18446744073709551615 } }]""",
            "[18446744073709551615]", "IntegerList"
        },
        { Kinds, "{\"kind\":\"caf\\u00e9\"}", "Café" },
        { Kinds, "{\"kind\":2.0}", "Object" },
    };

    private const string Kinds = """
        [{ "type": "object", "properties": { "kind": { "const": "café" } } },
        { "type": "object", "properties": { "kind": { "const": "bar" } } },
        { "type": "object", "properties": { "kind": { "const": 2 } } }]
        """;

    private static readonly List<string> Unions = [.. Values.Select(row => (string)row[0]).Distinct()];

    // All unions are properties of one model, because compiling takes a long time.
    private static readonly Lazy<Type> OfUnions = new(() =>
    {
        var properties = Unions.Select((union, i) => $$"""
            "p{{i}}": { "anyOf": {{union}} }, "q{{i}}": { "anyOf": {{Reversed(union)}} }
            """);
        return Load($$"""{ "type": "object", "properties": { {{string.Join(", ", properties)}} } }""");
    });

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_into_the_most_precise_branch_in_every_order(string branches, string value, string branch)
    {
        var number = Unions.IndexOf(branches);
        var read = JsonSerializer.Deserialize($$"""{"p{{number}}":{{value}},"q{{number}}":{{value}}}""", OfUnions.Value);
        foreach (var name in new[] { $"P{number}", $"Q{number}" })
        {
            var union = OfUnions.Value.GetProperty(name)!.GetValue(read)!;
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
        var run = GeneratorRun.OfInput("""
            {
              "type": "object",
              "x-types": { "a": { "type": "object", "properties": { "q": { "$ref": "http://elsewhere/a" }, "r": { "type": "string" } } } },
              "properties": { "p": { "$ref": "#/x-types/a" } }
            }
            """);

        Assert.StartsWith("SSDK005 warning schemas/acme/a/input.json(3,", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.NotNull(run.TypeOf("AInput+PValue"));
    }

    private static string Reversed(string branches) =>
        $"[{string.Join(", ", JsonElement.Parse(branches).EnumerateArray().Select(branch => branch.GetRawText()).Reverse())}]";

    /// <summary>Returns the type of an input with this schema. The output has the same schema.</summary>
    private static Type Load(string schema) => GeneratorRun.OfModel(schema, schema).TypeOf("AInput");
}
