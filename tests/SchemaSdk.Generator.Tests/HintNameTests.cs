using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests;

/// <summary>The names of the files of models.</summary>
public class HintNameTests
{
    [Theory]
    [InlineData("az/09-x.y", "az_09-x.y.g.cs")]
    [InlineData("4k/one", "4k_one.g.cs")]
    [InlineData("AZ", "model-az-")]
    [InlineData("a_b", "model-a-b-")]
    [InlineData("a{", "model-a--")]
    [InlineData("a`", "model-a--")]
    [InlineData("a:", "model-a--")]
    [InlineData("a[", "model-a--")]
    [InlineData("a@", "model-a--")]
    [InlineData("-a", "model--a-")]
    public void It_is_the_id_or_starts_with_what_can_be_read_of_it(string id, string start) =>
        Assert.Matches(
            "^"
                + System.Text.RegularExpressions.Regex.Escape(start)
                + (start.EndsWith(".g.cs", StringComparison.Ordinal) ? "$" : @"[0-9a-f]{16}\.g\.cs$"),
            HintNames.Of(id));

    [Fact]
    public void A_model_whose_id_ends_like_a_file_of_schemas_has_a_file_of_its_own()
    {
        Assert.Equal("a.schema.g.cs", HintNames.OfSchemas("a"));
        Assert.Matches("^model-a.schema-[0-9a-f]{16}[.]g[.]cs$", HintNames.Of("a.schema"));
        Assert.Matches("^model-a.schema-[0-9a-f]{16}[.]schema[.]g[.]cs$", HintNames.OfSchemas("a.schema"));
    }

    [Fact]
    public void An_id_of_more_than_100_characters_is_cut_and_marked()
    {
        Assert.Equal(new string('a', 100) + ".g.cs", HintNames.Of(new string('a', 100)));
        Assert.Matches("^model-a{100}-[0-9a-f]{16}[.]g[.]cs$", HintNames.Of(new string('a', 101)));
        Assert.NotEqual(HintNames.Of(new string('a', 101)), HintNames.Of(new string('a', 102)));
    }
}
