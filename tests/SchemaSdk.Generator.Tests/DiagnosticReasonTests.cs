using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A diagnostic that has several reasons gives the one that is true.</summary>
public class DiagnosticReasonTests
{
    [Theory]
    [InlineData("oneOf")]
    [InlineData("anyOf")]
    public void SSDK004_tells_that_a_name_is_enforced_in_a_branch(string keyword) => Expect(
        Object(
            $$"""
            "a": { "{{keyword}}": [
            { "type": "string" }, { "type": "object", "required": ["x", "y"], "properties": { "x": { "type": "string" } } }] }
            """),
        $"SSDK004 warning schemas/acme/a/input.json(2,61): 'acme/a' requires 'y' at '/properties/a/{keyword}/1', which is not a property "
        + "there; it is enforced, because this is one of several schemas of the value: correct the name in 'required', or describe the "
        + "property");

    [Theory]
    [InlineData("""{ "$ref": "#/properties/a" }""", "#/properties/a", "leads back to itself")]
    [InlineData("""{ "$ref": "#/properties/a/title", "title": "T" }""", "#/properties/a/title", "is not a schema")]
    public void SSDK005_tells_where_a_reference_in_the_file_leads(string property, string reference, string leads) => Expect(
        Object($"\"a\": {property}"),
        $"SSDK005 warning schemas/acme/a/input.json(1,37): 'acme/a' refers to '{reference}' at '/properties/a', which {leads}; it becomes "
        + "JsonElement: correct the reference");

    private static void Expect(string input, string problem) => Assert.Equal(
        [problem],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", input),
            SchemaText.Output("acme/a", """{ "type": "object", "properties": { "b": { "type": "string" } } }""")).Problems);

    private static string Object(string properties) => $$"""{ "type": "object", "properties": { {{properties}} } }""";
}
