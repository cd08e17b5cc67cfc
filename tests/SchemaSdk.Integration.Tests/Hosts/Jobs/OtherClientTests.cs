using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class OtherClientTests : WorkerTest
{
    [Fact]
    public async Task A_model_of_a_client_for_another_address_is_refused()
    {
        using var host = Shop.Build(Register);
        await using var other = new RunComfyClient(new() { BaseAddress = new Uri("https://emulator.example/"), ApiToken = "any" });
        var model = other.Kling.Kling3_0.Standard.ImageToVideo;
        var input = new ImageToVideoInput { Prompt = "It falls.", StartImageUrl = ModelFile.FromUrl("https://a.example/a.png") };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Jobs().EnqueueAsync("order-1", model, input));
        Assert.Throws<ArgumentException>(() => host.Jobs().IntentOf("order-1", model, input));

        Assert.StartsWith(
            "kling/kling-3.0/standard/image-to-video belongs to a client of RunComfy at emulator.example, but these jobs run at RunComfy, "
            + "127.0.0.1. Use a model of IModelJobs.Client.",
            error.Message, StringComparison.Ordinal);
        Assert.Null(await host.Jobs().FindAsync("order-1"));
    }
}
