using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A schema file that is not JSON must be an error at its line and column, and the other models must still compile.</summary>
public class BadJsonTests
{
    private static readonly SchemaText Good = SchemaText.Input(
        "acme/good", """{ "type": "object", "properties": { "a": { "type": "string" } } }""");
    private static readonly SchemaText Output = SchemaText.Output(
        "", """{ "type": "object", "properties": { "a": { "type": "string" } } }""");

    // JsonParserTests cover the other errors.
    public static TheoryData<string, string, string> Files => new()
    {
        { "", "(1,1)", "The file ends where a value should be" },
        { " \n\t\n", "(3,1)", "The file ends where a value should be" },
        {
            "{ \"type\": \"object\",\n  \"properties\": {\n    \"a\": {", "(3,11)",
            "The file ends where a property name in double quotes should be"
        },
        { "{\n  // what it takes\n  \"a\": 1 }", "(2,3)", "Found '/' where a property name in double quotes should be" },
        { "{ \"a\": \0 }", "(1,8)", "Found the control character U+0000 where a value should be" },
        { "[]", "(1,1)", "The file contains a JSON value where an object with a schema should be" },
        { "{ \"a\": " + new string('[', 5000), "(1,71)", "It nests deeper than 64 levels here" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_not_JSON_affects_only_its_own_model(string text, string place, string what)
    {
        var run = GeneratorRun.Over(Good, SchemaText.Input("acme/bad", text), Output);

        Assert.Equal(
            [$"SSDK001 error schemas/acme/bad/input.json{place}: {what}; no code is generated from this file until it is JSON"],
            run.Problems);
        Assert.Equal(["_client.g.cs", "acme_good.g.cs", "acme_good.schema.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_other_models_compile()
    {
        var run = GeneratorRun.Over([Good, Output, .. Files.Select((row, i) => SchemaText.Input($"acme/bad-{i}", (string)row[0]))]);

        Assert.Equal(Files.Count, run.Problems.Count);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.Latest));
    }

    [Fact]
    public void An_output_that_is_not_JSON_affects_only_the_output_type()
    {
        var run = GeneratorRun.Over(Good, SchemaText.Output("acme/good", "{\n  oops"));

        Assert.Equal(
            [
                "SSDK001 error schemas/acme/good/output.json(2,3): Found 'o' where a property name in double quotes should be; no code is "
                    + "generated from this file until it is JSON",
            ],
            run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void A_byte_order_mark_is_not_an_error() =>
        Assert.Empty(GeneratorRun.Over(SchemaText.Input("acme/bom", "\uFEFF" + Good.Text), Output).Problems);
}
