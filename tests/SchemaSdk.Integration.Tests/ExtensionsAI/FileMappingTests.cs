using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>
/// Tests that the files of a call become inputs of the model, and that a file is refused if the model cannot use its kind.
/// </summary>
public sealed class FileMappingTests : AdapterTest
{
    [Theory]
    [InlineData("video/mp4")]
    [InlineData("application/pdf")]
    [InlineData("bytes")]
    public async Task A_file_that_is_not_an_image_is_refused_as_an_image(string type)
    {
        using var generator = Bench.Client.Openai.GptImage2.Edit.AsImageGenerator();
        AIContent content = type == "bytes"
            ? new DataContent("%PDF-1.7 and more"u8.ToArray(), "application/octet-stream")
            : new UriContent("https://example.com/kite", type);

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => generator.EditImagesAsync([content], "at night"));
        await generator.EditImagesAsync([new UriContent("https://example.com/kite", "application/octet-stream")], "at night");

        Assert.Contains("takes image files", exception.Message, StringComparison.Ordinal);
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
    public async Task A_stream_that_is_not_audio_is_not_transcribed()
    {
        var model = new SchemaInfo(
            "acme/ear/write", """{ "type": "object", "properties": { "audio_url": { "type": "string" } } }""",
            """{ "type": "object", "properties": { "text": { "type": "string" } } }""");
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var writer = model.Of(bench.Client).AsSpeechToTextClient();
        using var image = new MemoryStream([0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[32]]);

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => writer.GetTextAsync(image));

        Assert.Contains("image/png", exception.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Inputs);
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
