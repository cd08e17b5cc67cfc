using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Comparing;

/// <summary>Tests how schemas are compared if the effect of a keyword depends on the keywords next to it.</summary>
public sealed class KeywordInterplayTests
{
    private const string Closed = """{"type":"object","additionalProperties":false}""";
    private const string Mapped = """{"type":"object","additionalProperties":{"type":"string"}}""";
    private const string Unevaluated = """{"type":"object","unevaluatedProperties":false}""";
    private const string Pattern = ""","patternProperties":{"^x-":{"type":"string","maxLength":9}}}""";

    [Theory]
    [InlineData(Closed, "patternproperties-wider Feature", "patternproperties-narrower Breaking")]
    [InlineData(Unevaluated, "patternproperties-wider Feature", "patternproperties-narrower Breaking")]
    [InlineData(Mapped, "maxlength-narrower Breaking", "maxlength-wider Feature")]
    [InlineData("""{"type":"object"}""", "patternproperties-narrower Breaking", "patternproperties-wider Feature")]
    public void A_pattern_of_an_input_is_compared_with_what_other_members_may_be(string open, string whenNew, string whenGone)
    {
        var with = open[..^1] + Pattern;

        Assert.Equal(whenNew, Changes(Direction.Input, open, with));
        Assert.Equal(whenGone, Changes(Direction.Input, with, open));
    }

    [Theory]
    [InlineData(Closed)]
    [InlineData(Unevaluated)]
    public void A_result_may_have_other_members_although_its_schema_excludes_them(string closed) =>
        Assert.Equal("patternproperties-wider Breaking", Changes(Direction.Output, closed[..^1] + Pattern, closed));

    [Theory]
    [InlineData("""{"maxContains":2,"contains":{}}""", "contains-unknown Unknown")]
    [InlineData("""{"maxContains":2}""", "contains-wider Feature")]
    [InlineData("""{"contains":{}}""", "contains-wider Feature, maxcontains-wider Feature")]
    public void If_contains_counts_more_items_maxContains_may_refuse_them(string @new, string changes) => Assert.Equal(
        changes,
        string.Join(", ", Changes(Direction.Input, """{"maxContains":2,"contains":{"const":1}}""", @new).Split(", ").Order()));

    [Theory]
    [InlineData("""{"properties":{"n":{"type":"string"}}}""", "allof-wider Feature", "allof-narrower Feature")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"string"}}}""", "allof-wider Feature", "allof-narrower Feature")]
    [InlineData("""{"type":"array","properties":{"n":{"type":"string"}}}""", "allof-narrower Breaking", "allof-narrower Feature")]
    [InlineData("""{"properties":{"m":{"maxLength":2}}}""", "allof-narrower Breaking", "allof-narrower Feature")]
    [InlineData("""{"required":["m"]}""", "allof-narrower Breaking", "allof-narrower Feature")]
    public void A_second_part_of_allOf_does_not_change_the_first_one(string part, string input, string output)
    {
        const string First = """{"type":"object","properties":{"m":{"type":"string"}}}""";
        var (old, @new) = ($$"""{"allOf":[{{First}}],"title":"a"}""", $$"""{"allOf":[{{First}},{{part}}],"title":"a"}""");

        Assert.Equal(input, Changes(Direction.Input, old, @new));
        Assert.Equal(output, Changes(Direction.Output, old, @new));
        Assert.Equal("allof-wider Feature", Changes(Direction.Input, @new, old));
        Assert.Equal("allof-wider Breaking", Changes(Direction.Output, @new, old));
    }

    [Theory]
    [InlineData("""{"properties":{"n":{}}},{"properties":{"n":{"maxLength":2}}}""", "allof-narrower Breaking, allof-narrower Breaking")]
    [InlineData("""{"properties":{"n":{}}},{"properties":{"o":{}}}""", "allof-wider Feature, allof-wider Feature")]
    [InlineData("""{"properties":{"n":{}}},{"patternProperties":{"n":{}}}""", "allof-narrower Breaking, allof-narrower Breaking")]
    public void Each_new_part_of_allOf_is_compared_with_the_others(string parts, string changes)
    {
        const string First = """{"type":"object","properties":{"m":{"type":"string"}}}""";

        Assert.Equal(
            changes,
            Changes(Direction.Input, $$"""{"allOf":[{{First}}],"title":"a"}""", $$"""{"allOf":[{{First}},{{parts}}],"title":"a"}"""));
    }

    [Fact]
    public void The_cost_of_many_new_parts_of_allOf_is_proportional_to_their_number()
    {
        const string First = """{"type":"object","properties":{"m":{"type":"string"}}}""";
        var parts = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $$"""{"properties":{"n{{i}}":{"type":"string"} } }"""));
        var old = Side($$"""{"allOf":[{{First}}]}""", Direction.Input);
        var @new = Side($$"""{"allOf":[{{First}},{{parts}}]}""", Direction.Input);

        // If the work grew with the square of the number of parts, it would take minutes.
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var changes = new SchemaComparison(Direction.Input, old, @new).Run(stop.Token);

        Assert.Equal(20_000, changes.Count(static change => change.Effect == Effect.Wider));
    }

    [Theory]
    [InlineData("oneOf", 20_000, """{"const":"V"}""", "Narrower, Unknown")]
    [InlineData("enum", 200_000, "\"V\"", "Narrower, Wider")]
    public void The_cost_of_many_branches_or_values_is_proportional_to_their_number(
        string keyword, int count, string each, string effects) =>
        Assert.Equal(
            effects,
            string.Join(", ", ChangesOfMany(keyword, count, each, 2, count + 1).Select(static change => change.Effect).Order()));

    [Theory]
    [InlineData("""{"const":"V"}""")]
    [InlineData("""{"properties":{"V":{"type":"string"} } }""")]
    [InlineData("""{"title":"V","minLength":V}""")]
    public void The_cost_of_many_branches_that_all_differ_is_proportional_to_their_number(string each)
    {
        const int Count = 40_000;

        Assert.Equal((2 * Count) + 1, ChangesOfMany("anyOf", Count, each, Count + 1, (2 * Count) + 1).Count);
    }

    [Theory]
    [InlineData("""{"allOf":[{"type":"string"}]}""", """{"allOf":[{"type":"string"},{"description":"a"}]}""", "description-words Patch")]
    [InlineData("""{"type":"string"}""", """{"allOf":[{"title":"a"},{"type":"string"}]}""", "title-words Patch")]
    [InlineData(
        """{"allOf":[{"minLength":1},{"maxLength":2}]}""", """{"allOf":[{"minLength":1},{"maxLength":2},{"title":"a"}]}""",
        "allof-words Patch")]
    public void A_part_of_allOf_that_only_describes_is_a_patch(string old, string @new, string change) =>
        Assert.Contains(change, Changes(Direction.Input, old, @new).Split(", "));

    [Theory]
    [InlineData(
        """{"$ref":"#/$defs/Whole"}""", """{"$ref":"#/$defs/Whole","allOf":[{"maximum":9}]}""",
        "allof-narrower Breaking", "allof-wider Feature")]
    [InlineData(
        """{"$ref":"#/$defs/Whole","allOf":[{"maximum":9}]}""", """{"$ref":"#/$defs/Whole","allOf":[{"maximum":8}]}""",
        "maximum-narrower Breaking", "maximum-wider Feature")]
    [InlineData(
        """{"$ref":"#/$defs/Whole"}""", """{"$ref":"#/$defs/Whole","allOf":[{"title":"a"}]}""",
        "allof-words Patch", "allof-words Patch")]
    public void An_allOf_beside_a_reference_is_compared(string old, string @new, string change, string reverse)
    {
        Assert.Equal(change, Changes(Direction.Input, old, @new));
        Assert.Equal(reverse, Changes(Direction.Input, @new, old));
    }

    private static IReadOnlyList<SchemaChange> ChangesOfMany(string keyword, int count, string each, int first, int last)
    {
        var (old, @new) = (Side(Many(1, count), Direction.Input), Side(Many(first, last), Direction.Input));

        // If the work grew with the square of the number of branches or values, it would reach the time limit.
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return new SchemaComparison(Direction.Input, old, @new).Run(stop.Token);

        string Many(int first, int last)
        {
            var list = string.Join(
                ",", Enumerable.Range(first, last - first + 1).Select(i => each.Replace("V", $"{i}", StringComparison.Ordinal)));
            return $$"""{"{{keyword}}":[{{list}}],"items":{"type":"string"} }""";
        }
    }

    private static string Changes(Direction direction, string old, string @new) => string.Join(
        ", ",
        new SchemaComparison(direction, Side(old, direction), Side(@new, direction))
            .Run(default)
            .Select(change => $"{change.Rule.Split('-', 2)[1]} {change.Severity}"));

    private static SchemaSide Side(string schema, Direction direction) => new(SchemaSteps.Normalize(new SchemaFile(
        "x.json",
        "acme/kite",
        direction == Direction.Input ? SchemaRole.Input : SchemaRole.Output,
        $$"""{"type":"object","required":["m"],"properties":{"m":{{schema}} },"$defs":{"Whole":{"type":"integer"} } }""")));
}
