using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that an invalid or unusual schema does not change the code of other models.</summary>
public class OtherModelsTests
{
    private static readonly SchemaText[] Good =
    [
        SchemaText.Input(
            "acme/good", """{ "type": "object", "required": ["a"], "properties": { "a": { "type": "string", "maxLength": 3 } } }"""),
        SchemaText.Output("", """{ "type": "object", "properties": { "a": { "type": "string" } } }"""),
    ];

    private static readonly Lazy<string> Alone = new(() => GeneratorRun.Over(Good).Sources["acme_good.g.cs"]);

    private static readonly SchemaText[] Whole =
    [
        SchemaText.Input("acme/bad", """{ "type": "object", "properties": { "b": { "type": "string" } } }""")
    ];

    private static readonly Dictionary<string, SchemaText[]> Files = new()
    {
        ["SSDK001 in an input"] = [SchemaText.Input("acme/bad", "{ \"type\": \"object\", }")],
        ["SSDK001 in an output"] = [.. Whole, SchemaText.Output("acme/bad", "oops")],
        ["SSDK001 in a file that is referred to"] =
        [
            SchemaText.Input("acme/bad", """{ "$ref": "c.schema.json" }"""), SchemaText.Reference("c.schema.json", "[")
        ],
        ["SSDK003"] = [Bad("""{ "type": "date" }""")],
        ["SSDK004"] =
        [
            SchemaText.Input("acme/bad", """{ "type": "object", "required": ["z"], "properties": { "b": { "type": "string" } } }""")
        ],
        ["SSDK005"] = [Bad("""{ "$ref": "#/definitions/Nowhere" }""")],
        ["SSDK006"] = [new SchemaText("/elsewhere/input.json", "{}", "Input")],
        ["SSDK007 of an input"] = [.. Whole, new SchemaText("/repo/schemas/z/input.json", Whole[0].Text, "Input", "acme/bad")],
        ["SSDK007 of an output"] =
        [
            new SchemaText("/repo/schemas/z/output.json", "{}", "Output", "acme/bad"), SchemaText.Output("acme/bad", "{}"), .. Whole
        ],
        ["SSDK008"] =
        [
            SchemaText.Input("acme/bad", """{ "type": "object", "properties": { "b": { "type": "string" }, "B": { "type": "string" } } }""")
        ],
        ["SSDK010"] = [Bad("""{ "type": "string", "pattern": "(?<=x" }""")],
    };

    /// <summary>Unusual schemas that are valid, so the generator need not report them.</summary>
    private static readonly Dictionary<string, SchemaText[]> Odd = new()
    {
        ["an empty object"] = [SchemaText.Input("acme/bad", "{}")],
        ["a schema that is itself"] = [SchemaText.Input("acme/bad", """{ "$ref": "#" }""")],
        ["references in a circle"] =
        [
            SchemaText.Input(
                "acme/bad",
                """{ "$ref": "#/definitions/a", "definitions": { "a": { "$ref": "#/definitions/b" }, "b": """
                + """{ "$ref": "#/definitions/a" } } }""")
        ],
        ["files in a circle"] =
        [
            SchemaText.Input("acme/bad", """{ "$ref": "c.schema.json" }"""),
            SchemaText.Reference("c.schema.json", """{ "$ref": "d.schema.json" }"""),
            SchemaText.Reference("d.schema.json", """{ "$ref": "c.schema.json" }"""),
        ],
        ["keywords of the wrong kind"] =
        [
            SchemaText.Input("acme/bad", """{ "type": 5, "properties": [], "required": {}, "enum": 1, "items": "x", "allOf": {} }""")
        ],
        ["a number beyond all bounds"] =
        [
            Bad("""{ "type": "integer", "minimum": 1e308, "maximum": 123456789012345678901234567890123456789012345678901234567890 }""")
        ],
        ["a pattern that never ends"] = [Bad("""{ "type": "string", "pattern": "^(a+)+$" }""")],
        ["half a character"] = [Bad("""{ "type": "string", "description": "\ud800", "enum": ["\udc00"] }""")],
        ["code as text"] = [Bad("""{ "type": "string", "description": "*/ } </summary> \" }", "default": "\"; }" }""")],
    };

    public static TheoryData<string> Names => [.. Files.Keys, .. Odd.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_of_other_models_does_not_change(string name)
    {
        SchemaText[] bad = [.. Files.TryGetValue(name, out var files) ? files : Odd[name]];

        var run = GeneratorRun.Over([.. bad, .. Good]);

        Assert.Equal(Alone.Value, run.Sources["acme_good.g.cs"]);
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
        Assert.DoesNotContain(run.Problems, problem => problem.Contains("acme/good", StringComparison.Ordinal));
        if (name.StartsWith("SSDK", StringComparison.Ordinal))
        {
            Assert.Contains(run.Problems, problem => problem.StartsWith(name[..7], StringComparison.Ordinal));
        }
    }

    private static SchemaText Bad(string property) =>
        SchemaText.Input("acme/bad", $$"""{ "type": "object", "properties": { "b": {{property}} } }""");
}
