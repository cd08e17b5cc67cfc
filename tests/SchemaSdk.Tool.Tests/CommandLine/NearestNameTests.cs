using SchemaSdk.Tool.CommandLine;

namespace SchemaSdk.Tool.Tests.CommandLine;

public class NearestNameTests
{
    private static readonly string[] Names = ["prompt", "negative_prompt", "aspect_ratio", "duration", "cfg_scale", "image_url"];

    [Theory]
    [InlineData("promt", "prompt")]
    [InlineData("pormpt", "prompt")]
    [InlineData("Aspect-Ratio", "aspect_ratio")]
    [InlineData("image", "image_url")]
    [InlineData("cfg", "cfg_scale")]
    [InlineData("negativeprompt", "negative_prompt")]
    [InlineData("zebra", null)]
    [InlineData("xy", null)]
    public void The_name_that_may_be_meant_is_found(string typed, string? meant) => Assert.Equal(meant, NearestName.Of(typed, Names));

    [Fact]
    public void Few_names_are_listed_where_none_is_near() =>
        Assert.Equal(" Known: prompt, duration.", NearestName.Hint("zebra", ["prompt", "duration"]));

    [Fact]
    public void Many_names_are_not_listed() =>
        Assert.Equal("", NearestName.Hint("zebra", Enumerable.Range(0, 100).Select(number => $"name-{number}")));

    [Fact]
    public void A_name_of_any_length_is_judged_at_once() => Assert.Null(NearestName.Of(new string('a', 1_000_000), Names));
}
