namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Tests that deep values are checked in linear time, even if a schema applies the same recursive schema several times.</summary>
public class DeepValueTests
{
    private const string Node = """{"$ref":"#/definitions/Node"}""";

    private const string Conditions = """
        {"$ref":"#/definitions/Node","definitions":{"Node":{"type":"object",
        "if":{"properties":{"c":{"$ref":"#/definitions/Node"}}},
        "then":{"properties":{"c":{"$ref":"#/definitions/Node"}}},
        "else":{"properties":{"c":{"$ref":"#/definitions/Node"}}}}}}
        """;

    private static readonly string[] Operators = ["and", "or", "eq", "neq", "gt", "lt", "gte", "lte", "add", "sub", "mul", "div"];

    private static readonly (string Kind, string Type)[] Values =
        [("text", "string"), ("number", "number"), ("flag", "boolean"), ("list", "array")];

    /// <summary>
    /// Resembles a schema of ElevenLabs with 16 kinds of nodes. Of these, 12 have two operands, and none requires its member <c>type</c>.
    /// </summary>
    private static readonly string Expressions = Union(
    [
        .. Operators.Select(kind => Branch(kind, $"\"left\":{Node},\"right\":{Node}", "\"left\",\"right\"")),
        .. Values.Select(value => Branch(value.Kind, $"\"value\":{{\"type\":\"{value.Type}\"}}", "\"value\"")),
    ]);

    private static readonly string Branches = Union(Enumerable.Range(0, 4).Select(kind =>
        $"{{\"properties\":{{\"c\":{Node},\"k\":{{\"minimum\":{10 * kind},\"maximum\":{(10 * kind) + 9}}}}},\"required\":[\"k\"]}}"));

    [Theory]
    [InlineData("expressions", 7)]
    [InlineData("expressions", 100)]
    [InlineData("branches", 14)]
    [InlineData("branches", 18)]
    [InlineData("branches", 200)]
    [InlineData("conditions", 25)]
    [InlineData("conditions", 200)]
    public void A_deep_value_is_checked_completely(string name, int depth)
    {
        var (schema, valid) = Case(name, depth, "");
        var (_, invalid) = Case(name, depth, "!");
        using var rules = new RuleAssembly([schema]);

        Assert.Empty(rules.Checks[0](valid));
        Assert.NotEqual("work", Assert.Single(rules.Checks[0](invalid)).Rule);
    }

    [Theory]
    [InlineData("expressions")]
    [InlineData("branches")]
    [InlineData("conditions")]
    public void A_value_of_10_MB_is_checked_completely(string name)
    {
        var (schema, value) = Case(name, 200, new string('a', 50_000));
        using var rules = new RuleAssembly([schema]);

        Assert.True(value.Length > 10_000_000);
        Assert.Empty(rules.Checks[0](value));
    }

    private static (string Schema, byte[] Value) Case(string name, int depth, string text)
    {
        var (schema, start, inside, end) = name switch
        {
            "expressions" => (
                Expressions,
                """{"left":""",
                text == "!" ? """{"value":[],"type":"text"}""" : """{"value":"a","type":"text"}""",
                $$""","right":{"value":"{{text}}","type":"text"},"type":"or"}"""),
            "branches" => (Branches, """{"c":""", text == "!" ? """{"k":-1}""" : """{"k":5}""", $$""","text":"{{text}}","k":1}"""),
            _ => (Conditions, $$"""{"text":"{{text}}","c":""", text == "!" ? "1" : "{}", "}"),
        };
        var value = string.Concat(Enumerable.Repeat(start, depth)) + inside + string.Concat(Enumerable.Repeat(end, depth));
        return (schema, Encoding.UTF8.GetBytes(value));
    }

    private static string Union(IEnumerable<string> branches) =>
        $"{{\"$ref\":\"#/definitions/Node\",\"definitions\":{{\"Node\":{{\"oneOf\":[{string.Join(",", branches)}]}}}}}}";

    private static string Branch(string kind, string members, string required) =>
        $"{{\"properties\":{{{members},\"type\":{{\"const\":\"{kind}\"}}}},\"required\":[{required}]}}";
}
