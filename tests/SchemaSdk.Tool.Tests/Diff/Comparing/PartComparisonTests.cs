namespace SchemaSdk.Tool.Tests.Diff.Comparing;

/// <summary>Tests members that several parts of a schema describe, such as the parts of <c>allOf</c>.</summary>
public sealed class PartComparisonTests : DiffOfOneModel
{
    [Theory]
    [InlineData("""{"properties":{"d":{}},"if":{},"then":{"properties":{MORE}}}""")]
    [InlineData("""{"properties":{"d":{}},"allOf":[{"if":{},"else":{"properties":{MORE}}},{"maxProperties":9}]}""")]
    [InlineData("""{"allOf":[{"properties":{"d":{}}},{"maxProperties":9}],"dependentSchemas":{"a":{"properties":{MORE}}}}""")]
    [InlineData("""{"allOf":[{"properties":{"d":{}}},{"maxProperties":9,"properties":{MORE}}]}""")]
    [InlineData("""{"anyOf":[{"title":"a","properties":{"d":{}},"if":{},"then":{"properties":{MORE}}},{"type":"string"}]}""")]
    public async Task A_part_that_also_describes_a_known_member_restricts_it(string schema)
    {
        string With(string members) => schema.Replace("MORE", members, StringComparison.Ordinal);
        var (old, @new) = (With(""), With("\"d\":{\"maximum\":10}"));

        Assert.Equal("properties-narrower", await ChangesAsync(isInput: true, old, @new));
        Assert.Equal("properties-wider", await ChangesAsync(isInput: true, @new, old));
        Assert.Equal("properties-wider", await ChangesAsync(isInput: true, old, With("\"n\":{\"maximum\":10}")));
        Assert.Equal("properties-words", await ChangesAsync(isInput: true, old, With("\"d\":{}")));
    }

    [Theory]
    [InlineData("""{"properties":{MORE},"if":{},"then":{"properties":{"d":{}}}}""")]
    [InlineData("""{"properties":{MORE},"allOf":[{"properties":{"d":{}}},{"maxProperties":9}]}""")]
    [InlineData("""{"properties":{MORE},"anyOf":[{"title":"a","properties":{"d":{}}},{"title":"b","required":["a"]}]}""")]
    public async Task A_schema_that_also_describes_a_member_of_its_parts_restricts_it(string schema)
    {
        string With(string members) => schema.Replace("MORE", members, StringComparison.Ordinal);

        Assert.Equal("properties-narrower", await ChangesAsync(isInput: true, With(""), With("\"d\":{\"maximum\":10}")));
        Assert.Equal("properties-wider", await ChangesAsync(isInput: true, With(""), With("\"n\":{\"maximum\":10}")));
    }

    [Fact]
    public async Task A_member_that_its_parts_always_described_in_the_same_way_is_not_restricted()
    {
        const string Schema = """{"properties":{MORE},"allOf":[{"properties":{"d":{"maximum":10}}},{"maxProperties":9}]}""";
        static string With(string members) => Schema.Replace("MORE", members, StringComparison.Ordinal);

        Assert.Equal("properties-words", await ChangesAsync(isInput: true, With(""), With("\"d\":{\"maximum\":10}")));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{}},"if":{},"then":{"properties":{MORE}}}""")]
    [InlineData("""{"allOf":[{"properties":{"d":{}}},{"additionalProperties":false,"properties":{MORE}}]}""")]
    public async Task A_member_that_only_this_part_describes_or_that_it_then_refuses_is_removed(string schema)
    {
        var old = schema.Replace("MORE", "\"d\":{\"maximum\":10}", StringComparison.Ordinal);

        Assert.Equal("properties-gone", await ChangesAsync(isInput: true, old, schema.Replace("MORE", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(
        """{"properties":{"s":{"maximum":10}}}""", """{"properties":{"s":{"maximum":5}}}""", "allof-narrower, allof-wider, allof-wider")]
    [InlineData(
        """{"anyOf":[{"properties":{"s":{"maximum":10}}}]}""", """{"properties":{"s":{"maximum":5}}}""",
        "allof-narrower, allof-wider, allof-wider")]
    [InlineData(
        """{"properties":{"s":{"maximum":10}}}""", """{"properties":{"t":{"maximum":5}}}""", "allof-wider, allof-wider, allof-wider")]
    public async Task A_part_of_allOf_that_replaces_another_restricts_the_members_that_the_other_described(
        string part, string instead, string changes)
    {
        static string AllOf(string part) => $$"""{"allOf":[{"type":"object","properties":{"m":{"type":"string"} } },{{part}}]}""";

        Assert.Equal(changes, await ChangesAsync(isInput: true, AllOf(part), AllOf(instead + """,{"properties":{"n":{}}}""")));
    }
}
