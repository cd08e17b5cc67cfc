using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class TypedClientTests
{
    [FactWith("ffmpeg")]
    public async Task A_run_produces_a_video_that_plays()
    {
        await using var emulated = await EmulatedClient.StartAsync();
        using var folder = new TemporaryFolder();

        var result = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new()
        {
            Prompt = "A paper boat.",
            AspectRatio = "9:16",
            Duration = 15,
            CfgScale = 0.25,
            Sound = false,
            MultiPrompt = [new() { Prompt = "It floats.", Duration = 5 }, new() { Prompt = "It sinks.", Duration = 10 }],
        });
        var path = await emulated.Client.DownloadAsync(result.Output.Video!, folder.Path);

        Assert.Equal("kling/kling-3.0/pro/text-to-video", result.ModelId);
        Assert.Equal(1, emulated.Service.Bills);
        await Video.PlaysAsync(path);
    }

    [Fact]
    public async Task The_estimate_of_a_run_is_its_cost()
    {
        await using var emulated = await EmulatedClient.StartAsync(
            new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => EmulatedPrice.PerSecond(0.1m) });
        var model = emulated.Client.Kling.Kling3_0.Pro.TextToVideo;

        var brief = await model.RunAsync(Video(3), new RunOptions { MaxPriceUsd = 0.3m });
        var usual = await model.RunAsync(new() { Prompt = "a boat" }, new RunOptions { MaxPriceUsd = 0.5m });
        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => model.RunAsync(Video(4), new RunOptions { MaxPriceUsd = 0.39m }));

        Assert.Equal((0.3m, 0.5m, 0.4m), (brief.CostUsd, usual.CostUsd, error.EstimateUsd));
        Assert.Equal((2, 1), (emulated.Service.Bills, emulated.Service.RequestsOf(EmulatorCall.Catalog)));

        static TextToVideoInput Video(int seconds) => new() { Prompt = "a boat", Duration = seconds };
    }

    // The service states only in prose that the durations of the segments add up to the duration of the video.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Segments_that_do_not_add_up_are_rejected_before_the_submit(bool isFromImage)
    {
        await using var emulated = await EmulatedClient.StartAsync();
        var kling = emulated.Client.Kling.Kling3_0;

        var error = await Assert.ThrowsAsync<ModelInputException>(() => isFromImage
            ? kling.Standard.ImageToVideo.SubmitAsync(new()
            {
                Prompt = "Two shots.",
                StartImageUrl = "https://example.com/a.png",
                Duration = 10,
                MultiPrompt = [new() { Duration = 3 }, new() { Duration = 6 }],
            })
            : (Task)kling.Pro.TextToVideo.SubmitAsync(
                new() { Prompt = "Two shots.", Duration = 10, MultiPrompt = [new() { Duration = 3 }, new() { Duration = 6 }] }));

        var sum = Assert.Single(error.Errors);
        Assert.Equal(("/multi_prompt", "sum", "a sum of 10"), (sum.JsonPointer, sum.Rule, sum.Allowed));
        Assert.EndsWith(
            "it must have numbers at /multi_prompt/*/duration that add up to 10 (the value at /duration), not to 9.",
            sum.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Requests);
    }

    /// <summary>An emulator and a client that calls it over a socket.</summary>
    private sealed class EmulatedClient : IAsyncDisposable
    {
        private EmulatedClient(ModelEmulator emulator)
        {
            Service = emulator;
            var options = new ModelClientOptions { BaseAddress = Service.Address, ApiToken = Service.Token };
            options.Polling.Interval = TimeSpan.FromMilliseconds(20);
            Client = new RunComfyClient(options);
        }

        public ModelEmulator Service { get; }

        public RunComfyClient Client { get; }

        public static async Task<EmulatedClient> StartAsync(ModelEmulatorOptions? options = null)
        {
            var emulator = new ModelEmulator(
                RunComfyClient.Models,
                options ?? new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
            await emulator.StartAsync();
            return new EmulatedClient(emulator);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Service.DisposeAsync();
        }
    }
}
