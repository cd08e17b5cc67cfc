using SchemaSdk.Generator.Tests.Harness;

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
}
