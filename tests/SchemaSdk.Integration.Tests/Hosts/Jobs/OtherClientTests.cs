using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class OtherClientTests : WorkerTest
{
    private static readonly ModelFile Url = ModelFile.FromUrl("https://a.example/a.png");

    [Fact]
    public async Task A_model_of_a_client_for_another_address_is_refused()
    {
        using var host = Shop.Build(Register);
        await using var other = new RunComfyClient(new() { BaseAddress = new Uri("https://emulator.example/"), ApiToken = "any" });
        var model = other.Kling.Kling3_0.Standard.ImageToVideo;
        var input = new ImageToVideoInput { Prompt = "It falls.", StartImageUrl = Url };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Jobs().EnqueueAsync("order-1", model, input));
        Assert.Throws<ArgumentException>(() => host.Jobs().IntentOf("order-1", model, input));

        Assert.StartsWith(
            "kling/kling-3.0/standard/image-to-video belongs to a client for RunComfy at https://emulator.example/, but these jobs run "
            + "with a client for RunComfy at http://127.0.0.1/. Use a model of IModelJobs.Client.",
            error.Message, StringComparison.Ordinal);
        Assert.Null(await host.Jobs().FindAsync("order-1"));
    }

    [Fact]
    public async Task A_model_that_a_test_creates_without_a_client_can_be_enqueued()
    {
        using var host = Shop.Build(Register);

        await host.Jobs().EnqueueAsync("order-1", new FakeModel(), new() { Prompt = "It falls.", StartImageUrl = Url });

        Assert.NotNull(await host.Jobs().FindAsync("order-1"));
    }

    private sealed class FakeModel : ImageToVideoModel;
}
