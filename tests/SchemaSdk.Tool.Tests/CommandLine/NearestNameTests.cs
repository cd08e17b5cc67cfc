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
    public void The_nearest_name_is_found(string typed, string? nearest) => Assert.Equal(nearest, NearestName.Of(typed, Names));

    [Theory]
    [InlineData(2, " Known: name-0, name-1.")]
    [InlineData(100, "")]
    public void A_few_names_are_listed_if_none_is_similar(int count, string hint) =>
        Assert.Equal(hint, NearestName.Hint("zebra", Enumerable.Range(0, count).Select(number => $"name-{number}")));

    [Fact]
    public void A_name_of_more_than_200_characters_is_not_compared() =>
        Assert.Null(NearestName.Of(new string('a', 201), [new string('a', 200)]));
}
