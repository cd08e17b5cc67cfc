namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests the dialect rules that the two models in RunComfy's documentation need.</summary>
public class DocumentedDialectTests
{
    [Theory]
    [InlineData("image_uri", true)]
    [InlineData("video_uris", true)]
    [InlineData("url", true)]
    [InlineData("start_image_url", true)]
    [InlineData("imageUrl", true)]
    [InlineData("IMAGE_URL", true)]
    [InlineData("image-urls", true)]
    [InlineData("curl", false)]
    [InlineData("url_count", false)]
    [InlineData("purli", false)]
    [InlineData("", false)]
    public void The_last_word_of_a_format_or_a_name_marks_a_file(string name, bool isFile) =>
        Assert.Equal(isFile, FormatRules.IsFile(name));

    [Theory]
    [InlineData("pro/text-to-video")]
    [InlineData("standard/image-to-video")]
    public void Both_spellings_of_multi_prompt_give_the_same_type(string model)
    {
        var schema = File.ReadAllText(SourceTree.PathOf($"schemas/kling/kling-3.0/{model}/input.json"));

        Assert.Contains("MultiPrompt: [MultiPromptItem{Prompt: String, Duration: Int32}]", ShapeWords.Of(schema), StringComparison.Ordinal);
    }
}
