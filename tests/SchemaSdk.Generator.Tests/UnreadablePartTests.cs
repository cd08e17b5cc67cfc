using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A number that nothing holds, and a name that stands twice, cost themselves alone: each is told at its place, once.</summary>
public class UnreadablePartTests
{
    private const string Rest = "\n  \"b\": { \"type\": \"boolean\" } } }";
    private static readonly SchemaText Output = SchemaText.Output(
        "", """{ "type": "object", "properties": { "a": { "type": "string" } } }""");

    public static TheoryData<string, string, string, string> Numbers => new()
    {
        { "{ \"type\": \"number\", \"maximum\": 1e400 }", "(2,39)", "/properties/a/maximum", "1e400" },
        { "{ \"type\": \"number\", \"maximum\": -1e400 }", "(2,39)", "/properties/a/maximum", "-1e400" },
        { "{ \"type\": \"number\", \"default\": 1E+999 }", "(2,39)", "/properties/a/default", "1E+999" },
        { "{ \"type\": \"number\", \"enum\": [1.5, 1e400] }", "(2,42)", "/properties/a/enum/1", "1e400" },
        { "{ \"type\": \"number\", \"const\": 1e400 }", "(2,37)", "/properties/a/const", "1e400" },
        { "{ \"type\": \"number\", \"enum\": [1e400] }", "(2,37)", "/properties/a/enum/0", "1e400" },
        { "{ \"type\": \"array\", \"examples\": [[{ \"x\": 1e400 }]] }", "(2,48)", "/properties/a/examples/0/0/x", "1e400" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_that_nothing_holds_costs_its_keyword(string property, string place, string pointer, string number)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", Schema($"\"a\": {property},")), Output);
        var without = GeneratorRun.Over(SchemaText.Input("acme/a", Schema($"\"a\": {Without(property, number)},")), Output);

        Assert.Equal(
            [
                $"SSDK009 warning schemas/acme/a/input.json{place}: 'acme/a' has a part at '{pointer}' that cannot be read as JSON "
                + "Schema "
                + $"(the number {number} is out of the range of a double); it is ignored: correct it in the schema, or in a patch",
            ],
            run.Problems);
        Assert.Equal(Code(without), Code(run));
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void Of_two_members_of_one_name_the_last_counts_and_the_first_is_told()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema("\"a\": { \"type\": \"string\" },\n  \"a\": { \"type\": \"integer\" },")), Output);
        var without = GeneratorRun.Over(SchemaText.Input("acme/a", Schema("\"a\": { \"type\": \"integer\" },")), Output);

        Assert.Equal(
            [
                "SSDK009 warning schemas/acme/a/input.json(2,3): 'acme/a' has a part at '/properties/a' that cannot be read as JSON "
                + "Schema "
                + "(the member 'a' occurs again, on line 3, and the last one counts); it is ignored: correct it in the schema, or in "
                + "a patch",
            ],
            run.Problems);
        Assert.Equal(Code(without), Code(run));
    }

    [Fact]
    public void Of_three_two_are_told() => Assert.Equal(
        ["(1,3)", "(1,21)"],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", "{ \"type\": \"string\", \"type\": \"array\", \"type\": \"object\", \"properties\": {" + Rest),
            Output).Problems
            .Select(problem => problem.Split("input.json")[1].Split(':')[0]).OrderBy(place => place.Length));

    [Fact]
    public void What_is_inside_a_member_that_does_not_count_is_not_told() => Assert.Single(
        GeneratorRun.Over(
            SchemaText.Input(
                "acme/a", Schema("\"a\": { \"maximum\": 1e400, \"title\": 1, \"title\": 2 },\n  \"a\": { \"type\": \"integer\" },")),
            Output).Problems);

    [Fact]
    public void In_a_patch_they_are_told_at_the_patch()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema("\"a\": { \"type\": \"number\", \"maximum\": 5 },")),
            SchemaText.InputPatch("acme/a", "{ \"properties\": {\n \"a\": { \"maximum\": 1e400, \"title\": \"A\", \"title\": \"B\" } } }"),
            Output);

        Assert.Equal(
            ["SSDK009 warning schemas/acme/a/input.patch.json(2,20)", "SSDK009 warning schemas/acme/a/input.patch.json(2,27)"],
            run.Problems.Select(problem => problem.Split(": 'acme/a'")[0]));
        Assert.Contains("<summary>B", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_file_that_is_referred_to_they_are_told_once_at_that_file()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a",
                """{ "type": "object", "properties": { "a": { "$ref": "../c.schema.json" }, "b": { "$ref": "../c.schema.json" } } }"""),
            SchemaText.Input("acme/b", """{ "type": "object", "properties": { "a": { "$ref": "../c.schema.json" } } }"""),
            SchemaText.Reference("c.schema.json", "{ \"type\": \"number\",\n \"maximum\": 1e400, \"title\": \"A\", \"title\": \"B\" }"),
            Output);

        Assert.All(
            run.Problems, problem => Assert.StartsWith("SSDK009 warning schemas/c.schema.json(2,", problem, StringComparison.Ordinal));
        Assert.Equal(2, run.Problems.Count);
        Assert.Contains("public double? A {", run.Sources["acme_b.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_them_are_told_in_part_and_take_no_time()
    {
        var numbers = string.Join(",", Enumerable.Repeat("1e400", 50_000));
        var names = string.Join(",", Enumerable.Repeat("\"x\": 1", 50_000));

        var run = GeneratorRun.Over(SchemaText.Input("acme/a", Schema($"\"a\": {{ \"default\": [{numbers}], {names} }},")), Output);

        Assert.Equal(200, run.Problems.Count);
        Assert.Contains("public bool? B {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    private static string Schema(string properties) => "{ \"type\": \"object\", \"properties\": {\n  " + properties + Rest;

    private static string Without(string property, string number)
    {
        var json = Newtonsoft.Json.Linq.JObject.Parse(property.Replace(number, "\"GONE\"", StringComparison.Ordinal));
        var gone = json.Descendants().OfType<Newtonsoft.Json.Linq.JValue>().Single(value => (string?)value == "GONE");
        (gone.Parent as Newtonsoft.Json.Linq.JProperty ?? (Newtonsoft.Json.Linq.JToken)gone).Remove();
        return json.ToString(Newtonsoft.Json.Formatting.None);
    }

    private static string Code(GeneratorRun run) => run.Sources["acme_a.g.cs"];
}
