using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Comparing;

/// <summary>Tests large schemas. If the work grew with the square of their size, the tests would exceed the time limit.</summary>
public sealed class ComparisonCostTests
{
    [Fact]
    public void The_cost_of_many_new_parts_of_allOf_is_proportional_to_their_number()
    {
        const string First = """{"type":"object","properties":{"m":{"type":"string"}}}""";
        var parts = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $$"""{"properties":{"n{{i}}":{"type":"string"} } }"""));

        var changes = Changes($$"""{"allOf":[{{First}}]}""", $$"""{"allOf":[{{First}},{{parts}}]}""");

        Assert.Equal(20_000, changes.Count(static change => change.Effect == Effect.Wider));
    }

    [Theory]
    [InlineData("oneOf", 20_000, """{"const":"V"}""", "Narrower, Unknown")]
    [InlineData("enum", 200_000, "\"V\"", "Narrower, Wider")]
    public void The_cost_of_many_branches_or_values_is_proportional_to_their_number(
        string keyword, int count, string each, string effects) => Assert.Equal(
            effects,
            string.Join(", ", Changes(Many(keyword, each, 1, count), Many(keyword, each, 2, count + 1))
                .Select(static change => change.Effect).Order()));

    [Theory]
    [InlineData("""{"const":"V"}""")]
    [InlineData("""{"properties":{"V":{"type":"string"} } }""")]
    [InlineData("""{"title":"V","minLength":V}""")]
    public void The_cost_of_many_branches_that_all_differ_is_proportional_to_their_number(string each)
    {
        const int Count = 40_000;

        Assert.Equal(
            (2 * Count) + 1, Changes(Many("anyOf", each, 1, Count), Many("anyOf", each, Count + 1, (2 * Count) + 1)).Count);
    }

    [Fact]
    public void A_long_chain_of_references_does_not_overflow_the_stack()
    {
        var length = FullRun.IsOn ? 20_000 : 4_000;
        var chain = string.Join(",", Enumerable.Range(0, length).Select(i => $$"""
            "d{{i}}":{"type":"object","properties":{"p":{"$ref":"#/properties/m/definitions/d{{i + 1}}"} } }
            """));
        var text = $$"""{"$ref":"#/properties/m/definitions/d0","definitions":{ {{chain}},"d{{length}}":{"maximum":1} } }""";

        Assert.Empty(Changes(text, text));
    }

    [Fact]
    public void A_change_behind_a_long_chain_of_references_is_unknown_and_the_chain_is_not_followed_for_each_reference_to_it()
    {
        const int Length = 10_000;
        string Chain(string type)
        {
            var chain = string.Join(",", Enumerable.Range(1, Length).Select(i =>
                $$"""
                "d{{i}}":{"$ref":"#/properties/m/definitions/d{{i - 1}}"}
                """));
            var uses = string.Join(",", Enumerable.Range(1, Length).Select(i =>
                $$"""
                "p{{i}}":{"$ref":"#/properties/m/definitions/d{{i}}"}
                """));
            return $$"""{"properties":{ {{uses}} },"definitions":{"d0":{"type":"{{type}}"},{{chain}} } }""";
        }

        var changes = Changes(Chain("integer"), Chain("string"));

        Assert.Equal(Length, changes.Count);
        Assert.Equal(Length - 98, changes.Count(static change => change.Effect == Effect.Unknown));
    }

    private static string Many(string keyword, string each, int first, int last)
    {
        var list = string.Join(
            ",", Enumerable.Range(first, last - first + 1).Select(i => each.Replace("V", $"{i}", StringComparison.Ordinal)));
        return $$"""{"{{keyword}}":[{{list}}],"items":{"type":"string"} }""";
    }

    private static IReadOnlyList<SchemaChange> Changes(string old, string @new)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return new SchemaComparison(Direction.Input, Side(old), Side(@new)).Run(stop.Token);
    }

    private static SchemaSide Side(string schema) => new(SchemaSteps.Normalize(new SchemaFile(
        "x.json", "acme/kite", SchemaRole.Input, $$"""{"type":"object","required":["m"],"properties":{"m":{{schema}} } }""")));
}
