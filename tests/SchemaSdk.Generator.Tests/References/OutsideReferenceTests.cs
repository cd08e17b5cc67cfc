namespace SchemaSdk.Generator.Tests;

/// <summary>Tests references to and from schema files outside the schema root.</summary>
public class OutsideReferenceTests
{
    private static readonly SchemaText Output = SchemaText.Output(
        "", """{ "type": "object", "properties": { "x": { "type": "string" } } }""");

    [Fact]
    public void The_client_does_not_contain_the_folder_of_the_project()
    {
        var run = GeneratorRun.Over(
            Output,
            SchemaText.Input("acme/a", """{ "properties": { "kite": { "$ref": "../../../common/kite.schema.json" } } }"""),
            new SchemaText("/repo/common/kite.schema.json", """{ "type": "integer" }""", "Reference"));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? Kite {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("new(\"../common/kite.schema.json\", ", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("/repo/", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_outside_the_root_gets_the_file_next_to_it()
    {
        const string Refers = """{ "properties": { "size": { "$ref": "common.schema.json" } } }""";
        var run = GeneratorRun.Over(
            Output,
            new SchemaText("/repo/vendor/a/input.json", Refers, "Input", "v/a"),
            new SchemaText("/repo/vendor/a/common.schema.json", """{ "type": "integer" }""", "Reference"),
            new SchemaText("/repo/vendor/b/input.json", Refers, "Input", "v/b"),
            new SchemaText("/repo/vendor/b/common.schema.json", """{ "type": "boolean" }""", "Reference"));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? Size {", run.Sources["v_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("public bool? Size {", run.Sources["v_b.g.cs"], StringComparison.Ordinal);
    }
}
