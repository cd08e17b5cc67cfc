namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that an invalid file does not change the code of other models. HostileSchemaTests tests single invalid or unusual schemas.
/// </summary>
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
        [SchemaText.Input("acme/bad", """{ "type": "object", "properties": { "b": { "type": "string" } } }""")];

    private static readonly Dictionary<string, SchemaText[]> Files = new()
    {
        ["SSDK001 in an output"] = [.. Whole, SchemaText.Output("acme/bad", "oops")],
        ["SSDK001 in a file that is referred to"] =
        [
            SchemaText.Input("acme/bad", """{ "$ref": "c.schema.json" }"""), SchemaText.Reference("c.schema.json", "[")
        ],
        ["SSDK006"] = [new SchemaText("/elsewhere/input.json", "{}", "Input")],
        ["SSDK007 of an input"] = [.. Whole, new SchemaText("/repo/schemas/z/input.json", Whole[0].Text, "Input", "acme/bad")],
        ["SSDK007 of an output"] =
        [
            new SchemaText("/repo/schemas/z/output.json", "{}", "Output", "acme/bad"), SchemaText.Output("acme/bad", "{}"), .. Whole
        ],
        ["files in a circle"] =
        [
            SchemaText.Input("acme/bad", """{ "$ref": "c.schema.json" }"""),
            SchemaText.Reference("c.schema.json", """{ "$ref": "d.schema.json" }"""),
            SchemaText.Reference("d.schema.json", """{ "$ref": "c.schema.json" }"""),
        ],
        ["SSDK010"] = [SchemaText.Input("acme/bad", """{ "properties": { "b": { "type": "string", "pattern": "(?<=x" } } }""")],
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_of_other_models_does_not_change(string name)
    {
        var run = GeneratorRun.Over([.. Files[name], .. Good]);

        Assert.Equal(Alone.Value, run.Sources["acme_good.g.cs"]);
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
        Assert.DoesNotContain(run.Problems, problem => problem.Contains("acme/good", StringComparison.Ordinal));
        if (name.StartsWith("SSDK", StringComparison.Ordinal))
        {
            Assert.Contains(run.Problems, problem => problem.StartsWith(name[..7], StringComparison.Ordinal));
        }
    }
}
