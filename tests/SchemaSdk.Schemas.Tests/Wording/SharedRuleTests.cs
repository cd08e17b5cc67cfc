using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests that a named rule counts as shared if it can be checked several times for one value.</summary>
public class SharedRuleTests
{
    [Theory]
    [InlineData("""{"anyOf":[{"properties":{"a":T}},{"additionalProperties":T}],""", "Input_T")]
    [InlineData("""{"allOf":[{"properties":{"a":T}},{"patternProperties":{"x":T}}],""", "Input_T")]
    [InlineData("""{"if":{"properties":{"a":T}},"else":{"properties":{"a":T}},""", "Input_T")]
    [InlineData("""{"not":{"properties":{"a":T}},"properties":{"a":T},""", "Input_T")]
    [InlineData("""{"dependentSchemas":{"b":{"properties":{"a":T}}},"properties":{"a":T},""", "Input_T")]
    [InlineData(
        """{"anyOf":[{"anyOf":[{"properties":{"a":T}},{"maximum":0}]},{"type":"null"}],"properties":{"a":T},""", "Input_T")]
    [InlineData("""{"items":T,"contains":T,""", "Input_T")]
    [InlineData("""{"properties":{"a":T,"b":T},""", "")]
    public void A_rule_is_shared_if_one_value_can_reach_it_twice(string start, string shared) => Assert.Equal(
        shared,
        Shared(start.Replace("T", """{"$ref":"#/definitions/T"}""", StringComparison.Ordinal)
            + """ "definitions":{"T":{"properties":{"c":{"type":"string"}}}}}"""));

    [Theory]
    [InlineData("""{"properties":{"c":NODE,"d":{}}}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"items":NODE}]}""", "Input_Node")]
    public void A_recursive_rule_is_shared_if_it_is_a_union(string node, string shared)
    {
        const string Node = """{"$ref":"#/definitions/Node"}""";
        var inside = node.Replace("NODE", Node, StringComparison.Ordinal);

        Assert.Equal(shared, Shared($"{Node[..^1]},\"definitions\":{{\"Node\":{inside}}}}}"));
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(2_200, true)]
    public void Beyond_a_number_of_steps_every_union_is_shared(int count, bool isShared)
    {
        var chain = Enumerable.Range(0, count).Select(at =>
            $$$"""
            "D{{{at}}}":{"anyOf":[{"type":"string"},{"items":{"$ref":"#/definitions/D{{{at + 1}}}"}}]}
            """);
        var definitions = string.Join(",", chain.Append($"\"D{count}\":{{\"type\":\"integer\"}}"));

        Assert.Equal(isShared, Shared($$$"""{"$ref":"#/definitions/D0","definitions":{ {{{definitions}}} } }""").Length > 0);
    }

    private static string Shared(string schema) => string.Join(" ", SharedRules.In(RuleSets.Of(schema)));
}
