namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests that values, unions and parts of a schema that exceed a limit get no type.</summary>
public class ShapeLimitTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/next"}}}""")]
    [InlineData("""{"items":{"$ref":"#/definitions/next"}}""")]
    [InlineData("""{"type":"object","additionalProperties":{"$ref":"#/definitions/next"}}""")]
    public void A_value_40_levels_deep_has_no_type_and_is_reported_once(string level)
    {
        Assert.Equal("", Problems(level, levels: 39));
        Assert.Contains("a schema nested more than 40 levels deep", Assert.Single(Problems(level, levels: 40).Split('\n')));
    }

    [Fact]
    public void Siblings_do_not_add_levels()
    {
        var members = string.Join(',', Enumerable.Range(0, 100).Select(number => $"\"m{number}\":{{\"type\":\"string\"}}"));

        Assert.Equal("", ShapeWords.Problems($$"""{"properties":{ {{members}} } }"""));
    }

    [Fact]
    public void A_union_of_more_than_64_branches_has_no_type()
    {
        Assert.Equal("", ShapeWords.Problems(Choice(64)));
        ShapeWords.HasOneProblem("a union of 65 branches", Choice(65));
    }

    [Fact]
    public void Many_references_to_one_large_union_take_little_memory()
    {
        const int Count = 1_500;
        var references = string.Join(',', Enumerable.Repeat("""{"$ref":"#/definitions/V"}""", Count));
        var strings = string.Join(',', Enumerable.Repeat("""{"type":"string"}""", Count));
        var schema = $$$"""{"properties":{"a":{"anyOf":[{{{references}}}]} },"definitions":{"V":{"anyOf":[{{{strings}}}]} } }""";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.EndsWith("{A: String}", ShapeWords.Of(schema), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000 * Count);
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/V"}""")]
    [InlineData("""{"$ref":"#/$defs/D"}""")]
    [InlineData("""{"$ref":"#/$defs/P"}""")]
    [InlineData("""{"type":"array","items":{"$ref":"#/$defs/D"}}""")]
    public void A_union_whose_branches_are_too_large_together_has_no_type(string branch)
    {
        var branches = string.Join(',', Enumerable.Repeat(branch, 500));
        var values = string.Join(',', Enumerable.Range(0, 1_000).Select(number => $"\"m{number}\""));
        var members = values.Replace("\",", "\":{},", StringComparison.Ordinal) + ":{}";
        var schema = $$$"""
            {"properties":{"a":{"anyOf":[{{{branches}}}]} },"$defs":{
              "D":{"properties":{ {{{members}}} } },"V":{"enum":[{{{values}}}]},"P":{"pattern":"{{{new string('x', 1_000)}}}"}
            } }
            """;

        ShapeWords.HasOneProblem("a union beyond the limit of 500000 branches, members and values per schema", schema);
    }

    [Fact]
    public void Many_properties_that_refer_to_one_large_union_take_little_memory()
    {
        const int Count = 1_500;
        var members = string.Join(',', Enumerable.Range(0, Count).Select(number => $"\"m{number}\":{{\"$ref\":\"#/$defs/V\"}}"));
        var branches = string.Join(',', Enumerable.Repeat("{}", Count));
        var schema = $$$"""{"properties":{ {{{members}}} },"$defs":{"V":{"anyOf":[{{{branches}}}]} } }""";
        var before = GC.GetAllocatedBytesForCurrentThread();

        ShapeWords.Of(schema);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000 * Count);
    }

    [Fact]
    public void A_union_in_a_schema_with_too_many_types_is_counted_once()
    {
        var values = string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"v{number}\""));
        var deep = string.Join(',', Enumerable.Range(0, 300).Select(number => $"\"e{number}\":{{\"enum\":[\"a\"]}}"));
        var chain = string.Join(
            ',', Enumerable.Range(0, 10).Select(at => $"\"D{at}\":{{\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/D{at + 1}\"}}}}}}"));
        var schema = $$$"""
            {"properties":{"a":{"$ref":"#/$defs/D0"},"b":{"anyOf":[{"enum":[{{{values}}}]},{"type":"integer"}]} },
            "$defs":{ {{{chain}}},"D10":{"properties":{ {{{deep}}} } } } }
            """;

        Assert.DoesNotContain("a union beyond the limit", ShapeWords.Problems(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_enum_in_a_schema_with_too_many_types_takes_little_memory()
    {
        const int Count = 5_000;
        var values = string.Join(',', Enumerable.Range(0, Count).Select(number => $"\"v{number}\""));
        var deep = string.Join(',', Enumerable.Range(0, 250).Select(number => $"\"e{number}\":{{\"enum\":[\"a\"]}}"));
        var chain = string.Join(
            ',', Enumerable.Range(0, 30).Select(at => $"\"D{at}\":{{\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/D{at + 1}\"}}}}}}"));
        var schema = $$$"""
            {"properties":{"a":{"$ref":"#/$defs/D0"},"b":{"enum":[{{{values}}}]} },
            "$defs":{ {{{chain}}},"D30":{"properties":{ {{{deep}}} } } } }
            """;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("B: BValue:Text(v0=V0, ", ShapeWords.Of(schema), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000 * Count);
    }

    [Fact]
    public void A_part_beyond_10000_has_no_type()
    {
        // Together with the root, these members are 10,001 parts, one more than the limit.
        var members = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"m{number:00000}\":{{\"type\":\"string\"}}"));

        var problem = Assert.Single(ShapeWords.Problems($$"""{"properties":{ {{members}} } }""").Split('\n'));

        Assert.Contains("a part beyond the limit of 10000 parts per schema (including references)", problem, StringComparison.Ordinal);
        Assert.Contains("'/properties/m09999'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Enums_whose_values_are_too_long_together_are_reported()
    {
        var values = string.Join(',', Enumerable.Range(0, 2_000).Select(number => $"\"v{number:0000}{new string('x', 45)}\""));
        var members = string.Join(',', Enumerable.Range(0, 102).Select(number => $"\"m{number:000}\":{{\"$ref\":\"#/$defs/E\"}}"));

        var schema = $$$"""{"properties":{ {{{members}}} },"$defs":{"E":{"enum":[{{{values}}}]} } }""";

        var problems = ShapeWords.Problems(schema).Split('\n');

        // Each enum has 2,000 values of 50 characters, and 50 more characters are counted per value. So 100 enums are exactly at the limit.
        Assert.Equal(2, problems.Length);
        Assert.Contains("an enum beyond the limit of 20000000 characters", problems[0], StringComparison.Ordinal);
        Assert.Contains("'/properties/m100'", problems[0], StringComparison.Ordinal);
        Assert.Contains("'/properties/m101'", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_whose_pointers_are_too_long_together_are_reported()
    {
        var inner = string.Join(',', Enumerable.Range(100, 250).Select(number => $"\"q{number}\":{{}}"));
        var members = string.Join(
            ',', Enumerable.Range(0, 9).Select(number => $"\"m{number}{new string('x', 998)}\":{{\"$ref\":\"#/$defs/D\"}}"));

        var schema = $$$"""{"properties":{ {{{members}}} },"$defs":{"D":{"properties":{ {{{inner}}} } } } }""";

        var problems = ShapeWords.Problems(schema).Split('\n');

        // The pointers to the parts of each object have 250 * 1,005 characters. Seven objects are below the limit, and eight exceed it.
        Assert.Equal(2, problems.Length);
        Assert.Contains("an object beyond the limit of 2000000 characters", problems[0], StringComparison.Ordinal);
        Assert.Contains("'/properties/m7", problems[0], StringComparison.Ordinal);
    }

    private static string Choice(int branches) =>
        "{\"properties\":{\"a\":{\"anyOf\":["
        + string.Join(
            ',', Enumerable.Range(0, branches).Select(number => $"{{\"properties\":{{\"t\":{{\"const\":\"x{number}\"}}}}}}"))
        + "]}}}";

    private static string Problems(string level, int levels)
    {
        var definitions = Enumerable.Range(1, levels).Select(number =>
            $"\"d{number}\":" + (number < levels ? To(level, number + 1) : "{\"type\":\"string\"}"));
        return ShapeWords.Problems(
            $$"""{"properties":{"a":{"$ref":"#/definitions/d1"} },"definitions":{ {{string.Join(',', definitions)}} } }""");
    }

    private static string To(string level, int number) => level.Replace("next", $"d{number}", StringComparison.Ordinal);
}
