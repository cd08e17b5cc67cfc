using System.Text.Json.Nodes;
using NJsonSchema;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>
/// Tests that the client sends exactly the example of each model in RunComfy's documentation. The examples set only the required
/// properties, to the sample values that the schema has as defaults.
/// </summary>
public sealed class DocumentedExampleTests
{
    private const string TextToVideo = "kling/kling-3.0/pro/text-to-video";
    private const string ImageToVideo = "kling/kling-3.0/standard/image-to-video";

    [Fact]
    public async Task The_text_to_video_example_is_sent_as_documented()
    {
        var example = Example(TextToVideo, "prompt");

        var sent = await SentByAsync(client => client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new()
        {
            Prompt = (string)example["prompt"]!,
        }));

        await AssertSentAsync(TextToVideo, example, sent);
    }

    [Fact]
    public async Task The_image_to_video_example_is_sent_as_documented()
    {
        var example = Example(ImageToVideo, "prompt", "start_image_url");

        var sent = await SentByAsync(client => client.Kling.Kling3_0.Standard.ImageToVideo.SubmitAsync(new()
        {
            Prompt = (string)example["prompt"]!,
            StartImageUrl = (string)example["start_image_url"]!,
        }));

        await AssertSentAsync(ImageToVideo, example, sent);
    }

    private static JsonObject Example(string model, params string[] members)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "schemas", model, "input.json")))!;
        return new JsonObject(members.Select(member =>
            KeyValuePair.Create(member, (JsonNode?)schema["properties"]![member]!["default"]!.DeepClone())));
    }

    private static async Task<SentBody> SentByAsync(Func<RunComfyClient, Task> submit)
    {
        await using var emulator = new ModelEmulator(RunComfyClient.Models);
        using var recorder = new SentBodyRecorder(emulator.CreateHandler());
        using var http = new HttpClient(recorder);
        using var client = new RunComfyClient(http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });
        await submit(client);
        return recorder.Last!;
    }

    private static async Task AssertSentAsync(string model, JsonObject example, SentBody sent)
    {
        var schema = await JsonSchema.FromFileAsync(SourceTree.NormalizedInput(model));

        Assert.Equal($"/v1/models/{model}", sent.Path);
        Assert.True(JsonNode.DeepEquals(example, JsonNode.Parse(sent.Body)), sent.Body);
        Assert.Empty(schema.Validate(sent.Body));
    }
}
