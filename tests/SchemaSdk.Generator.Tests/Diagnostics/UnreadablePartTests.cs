namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that a repeated name or an out-of-range number affects nothing else, and is reported once, at its position.</summary>
public class UnreadablePartTests
{
    private const string Rest = "\n  \"b\": { \"type\": \"boolean\" } } }";

    public static TheoryData<string, string, string, string> Numbers => new()
    {
        { "{ \"type\": \"number\", \"maximum\": 1e400 }", "(2,39)", "/properties/a/maximum", "1e400" },
        { "{ \"type\": \"number\", \"default\": 1E+999 }", "(2,39)", "/properties/a/default", "1E+999" },
        { "{ \"type\": \"number\", \"enum\": [1.5, 1e400] }", "(2,42)", "/properties/a/enum/1", "1e400" },
        { "{ \"type\": \"number\", \"enum\": [1e400] }", "(2,37)", "/properties/a/enum/0", "1e400" },
        { "{ \"type\": \"array\", \"examples\": [[{ \"x\": 1e400 }]] }", "(2,48)", "/properties/a/examples/0/0/x", "1e400" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_too_large_for_a_double_affects_only_its_keyword(string property, string place, string pointer, string number)
    {
        var run = GeneratorRun.OfInput(Schema($"\"a\": {property},"));
        var without = GeneratorRun.OfInput(Schema($"\"a\": {Without(property, number)},"));

        Assert.Equal(
            [
                $"SSDK009 warning schemas/acme/a/input.json{place}: 'acme/a' has a part at '{pointer}' that cannot be read as JSON Schema "
                + $"(the number {number} is outside the range of a double); this part is ignored; correct it in the schema or a patch",
            ],
            run.Problems);
        Assert.Equal(without.Code, run.Code);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void Unreadable_parts_of_a_patch_are_reported_in_the_patch()
    {
        var run = GeneratorRun.OfInput(
            Schema("\"a\": { \"type\": \"number\", \"maximum\": 5 },"),
            SchemaText.InputPatch("acme/a", "{ \"properties\": {\n \"a\": { \"maximum\": 1e400, \"title\": \"A\", \"title\": \"B\" } } }"));

        Assert.Equal(
            ["SSDK009 warning schemas/acme/a/input.patch.json(2,20)", "SSDK009 warning schemas/acme/a/input.patch.json(2,27)"],
            run.Problems.Select(problem => problem.Split(": 'acme/a'")[0]));
        Assert.Contains("<summary>B", run.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_parts_of_a_reference_file_are_reported_once_in_that_file()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a",
                """{ "type": "object", "properties": { "a": { "$ref": "../c.schema.json" }, "b": { "$ref": "../c.schema.json" } } }"""),
            SchemaText.Input("acme/b", """{ "type": "object", "properties": { "a": { "$ref": "../c.schema.json" } } }"""),
            SchemaText.Reference("c.schema.json", "{ \"type\": \"number\",\n \"maximum\": 1e400, \"title\": \"A\", \"title\": \"B\" }"),
            SchemaText.Output("", GeneratorRun.Small));

        Assert.All(
            run.Problems, problem => Assert.StartsWith("SSDK009 warning schemas/c.schema.json(2,", problem, StringComparison.Ordinal));
        Assert.Equal(2, run.Problems.Count);
        Assert.Contains("public double? A {", run.Sources["acme_b.g.cs"], StringComparison.Ordinal);
    }

    private static string Schema(string properties) => "{ \"type\": \"object\", \"properties\": {\n  " + properties + Rest;

    private static string Without(string property, string number)
    {
        var json = Newtonsoft.Json.Linq.JObject.Parse(property.Replace(number, "\"GONE\"", StringComparison.Ordinal));
        var gone = json.Descendants().OfType<Newtonsoft.Json.Linq.JValue>().Single(value => (string?)value == "GONE");
        (gone.Parent as Newtonsoft.Json.Linq.JProperty ?? (Newtonsoft.Json.Linq.JToken)gone).Remove();
        return json.ToString(Newtonsoft.Json.Formatting.None);
    }
}
