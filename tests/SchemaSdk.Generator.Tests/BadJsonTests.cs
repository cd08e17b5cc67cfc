using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A schema file that is not JSON is an error at its line and column, and the other models still compile.</summary>
public class BadJsonTests
{
    private static readonly SchemaText Good = SchemaText.Input(
        "acme/good", """{ "type": "object", "properties": { "a": { "type": "string" } } }""");
    private static readonly SchemaText Output = SchemaText.Output(
        "", """{ "type": "object", "properties": { "a": { "type": "string" } } }""");

    public static TheoryData<string, string, string> Files => new()
    {
        { "", "(1,1)", "The file ends where a value should be" },
        { " \n\t\n", "(3,1)", "The file ends where a value should be" },
        { "{", "(1,2)", "The file ends where a property name in double quotes should be" },
        { "{ \"type\": \"obj", "(1,11)", "A string starts here and does not end" },
        {
            "{ \"type\": \"object\",\n  \"properties\": {\n    \"a\": {", "(3,11)",
            "The file ends where a property name in double quotes should be"
        },
        { "{ \"type\": \"object\", }", "(1,21)", "Found '}' where a property name in double quotes should be" },
        { "{ \"enum\": [1,] }", "(1,14)", "Found ']' where a value should be" },
        { "{ \"a\": 1 \"b\": 2 }", "(1,10)", "Found '\"' where ',' or '}' should be" },
        { "{ \"a\" 1 }", "(1,7)", "Found '1' where ':' should be" },
        { "{\n  // what it takes\n  \"a\": 1 }", "(2,3)", "Found '/' where a property name in double quotes should be" },
        { "{ /* x */ }", "(1,3)", "Found '/' where a property name in double quotes should be" },
        { "{ 'type': 'object' }", "(1,3)", "Found ''' where a property name in double quotes should be" },
        { "{ type: \"object\" }", "(1,3)", "Found 't' where a property name in double quotes should be" },
        { "{ \"type\": 'object' }", "(1,11)", "Found ''' where a value should be" },
        { "{}{}", "(1,3)", "Found '{' where the end of the file should be" },
        { "{}\n{}", "(2,1)", "Found '{' where the end of the file should be" },
        { "{ \"a\": \0 }", "(1,8)", "Found the control character U+0000 where a value should be" },
        { "{ \"a\": \"x\0\" }", "(1,10)", "Found the control character U+0000 where '\"' or an escape should be" },
        { "{ \"a\": \"x\ny\" }", "(1,10)", "Found the control character U+000A where '\"' or an escape should be" },
        { "{ \"a\": \"\\x\" }", "(1,10)", "Found 'x' where a JSON escape should be" },
        { "{ \"a\": \"\\u12\" }", "(1,10)", "Found 'u' where four hexadecimal digits after '\\' should be" },
        { "{ \"a\": 01 }", "(1,9)", "Found '1' where ',' or '}' should be" },
        { "{ \"a\": .5 }", "(1,8)", "Found '.' where a value should be" },
        { "{ \"a\": 5. }", "(1,10)", "Found ' ' where a digit after '.' should be" },
        { "{ \"a\": - }", "(1,9)", "Found ' ' where a digit should be" },
        { "{ \"a\": 1e }", "(1,10)", "Found ' ' where a digit in the exponent should be" },
        { "{ \"a\": NaN }", "(1,8)", "Found 'N' where a value should be" },
        { "{ \"a\": True }", "(1,8)", "Found 'T' where a value should be" },
        { "{ \"a\": tru }", "(1,8)", "Found 't' where a value should be" },
        { "{ \"a\": nulls }", "(1,12)", "Found 's' where ',' or '}' should be" },
        { "[]", "(1,1)", "The file contains a JSON value where an object with a schema should be" },
        { "null", "(1,1)", "The file contains a JSON value where an object with a schema should be" },
        { "true", "(1,1)", "The file contains a JSON value where an object with a schema should be" },
        { "<html>", "(1,1)", "Found '<' where a value should be" },
        { "{ \"a\": " + new string('[', 5000), "(1,71)", "It nests deeper than 64 levels here" },
        { "{\n\u00a0\"a\": 1 }", "(2,1)", "Found '\u00a0' where a property name in double quotes should be" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void It_costs_its_own_model_alone(string text, string place, string what)
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
        Assert.All(Compiler.Languages, language => Assert.Empty(Compiler.Complaints(run, language)));
    }

    [Fact]
    public void A_bad_output_costs_the_type_of_the_output_alone()
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
    public void A_byte_order_mark_is_no_error() =>
        Assert.Empty(GeneratorRun.Over(SchemaText.Input("acme/bom", "\uFEFF" + Good.Text), Output).Problems);

}
