using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Whatever valid input a caller makes, the body of its submit is that input, and fits the schema by NJsonSchema's word.</summary>
public sealed class RandomInputTests
{
    [Fact]
    public Task Text_to_video_sends_what_its_schema_allows() =>
        AssertSentAsync<RunComfy.Models.Kling.Kling3_0.Pro.TextToVideoInput>(
            "kling/kling-3.0/pro/text-to-video", (client, input) => client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(input));

    [Fact]
    public Task Image_to_video_sends_what_its_schema_allows() =>
        AssertSentAsync<RunComfy.Models.Kling.Kling3_0.Standard.ImageToVideoInput>(
            "kling/kling-3.0/standard/image-to-video", (client, input) => client.Kling.Kling3_0.Standard.ImageToVideo.SubmitAsync(input));

    private static async Task AssertSentAsync<TInput>(string model, Func<RunComfyClient, TInput, Task> submit)
    {
        var schema = await JsonSchema.FromFileAsync(SourceTree.NormalizedInput(model));
        await using var emulator = new ModelEmulator(RunComfyClient.Models);
        using var recorder = new SentBodyRecorder(emulator.CreateHandler());
        using var http = new HttpClient(recorder);
        using var client = new RunComfyClient(http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });
        var inputs = new RandomInput(schema);

        foreach (var json in inputs.ValidValue().Sample(400, new Rnd(20261120, 7), 30))
        {
            var input = JsonDocument.Parse(json).RootElement;

            await submit(client, (TInput)Typed.Make(typeof(TInput), input));

            var sent = recorder.Last!;
            Assert.Equal($"/v1/models/{model}", sent.Path);
            Assert.Empty(schema.Validate(sent.Body));
            Assert.True(JsonElement.DeepEquals(input, JsonDocument.Parse(sent.Body).RootElement), $"{json}\n{sent.Body}");
        }

        Assert.Equal(400, emulator.Bills);
        inputs.AssertCoverage();
    }
}
