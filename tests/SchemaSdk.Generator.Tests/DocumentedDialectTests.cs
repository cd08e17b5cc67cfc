using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Generator.Tests;

/// <summary>The dialect rules that the two documented models rely on.</summary>
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
    public void A_file_is_told_by_the_last_word_of_a_format_or_a_name(string name, bool isFile) =>
        Assert.Equal(isFile, FormatRules.IsFile(name));

    [Fact]
    public void Both_spellings_of_multi_prompt_give_the_same_type()
    {
        var map = MultiPrompt(Repository.Schema("kling/kling-3.0/pro/text-to-video", "input.json"));
        var proper = MultiPrompt(Repository.Schema("kling/kling-3.0/standard/image-to-video", "input.json"));

        Assert.Equal(["Prompt: string?", "Duration: int?"], map);
        Assert.Equal(map, proper);
    }

    private static IEnumerable<string> MultiPrompt(string schema)
    {
        var type = Compiler.Load(GeneratorRun.Over(SchemaText.Input("x", schema))).GetType("Acme.Sdk.Models.XInput+MultiPromptItem")!;
        return type.GetProperties()
            .Where(property => property.DeclaringType == type && property.SetMethod is not null && property.Name != "EqualityContract")
            .Select(property => $"{property.Name}: {TypeNames.Of(property)}")
            .ToList();
    }
}
