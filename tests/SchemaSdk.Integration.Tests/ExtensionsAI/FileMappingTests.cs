using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class FileMappingTests : AdapterTest
{
    [Theory]
    [InlineData("video/mp4", "takes image files")]
    [InlineData("application/pdf", "takes image files")]
    [InlineData("bytes", "takes image files")]
    [InlineData("local", "starts with file")]
    public async Task A_file_that_is_not_an_image_or_has_a_local_address_is_refused_as_an_image(string what, string words)
    {
        using var generator = Bench.Client.Openai.GptImage2.Edit.AsImageGenerator();
        AIContent content = what switch
        {
            "bytes" => new DataContent("%PDF-1.7 and more"u8.ToArray(), "application/octet-stream"),
            "local" => new UriContent("file:///etc/passwd", "image/png"),
            _ => new UriContent("https://example.com/kite", what),
        };

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => generator.EditImagesAsync([content], "at night"));
        await generator.EditImagesAsync([new UriContent("https://example.com/kite", "application/octet-stream")], "at night");

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Single(Bench.Inputs);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/png;name=kite")]
    [InlineData("*/*")]
    [InlineData("image/*")]
    public async Task The_content_of_an_image_is_sent_with_its_type_but_without_a_parameter_or_a_wildcard(string type)
    {
        using var generator = Bench.Client.Openai.GptImage2.Edit.AsImageGenerator();
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[32]];

        await generator.EditImagesAsync([new DataContent(png, type)], "at night");

        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(png)}", Bench.Input.GetProperty("images")[0].GetString());
    }

    [Fact]
    public async Task An_additional_property_can_be_a_file_but_not_an_object_of_an_unknown_type()
    {
        using var chat = Bench.Client.Kling.Kling3_0.Standard.ImageToVideo.AsChatClient();
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[32]];
        ChatOptions With(object value) => new() { AdditionalProperties = new() { ["start_image_url"] = value } };

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => chat.GetResponseAsync("it moves", With(Bench)));
        Assert.StartsWith("AdditionalProperties[\"start_image_url\"] cannot be used", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
        await chat.GetResponseAsync("it moves", With(ModelFile.FromBytes(png)));

        Assert.Equal(
            $"data:image/png;base64,{Convert.ToBase64String(png)}", Bench.Input.GetProperty("start_image_url").GetString());
    }
}
