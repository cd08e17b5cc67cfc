using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class TypedClientTests
{
    [Fact]
    public async Task The_estimate_of_a_run_is_its_cost()
    {
        await using var stage = new EmulatedStage(
            new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => EmulatedPrice.PerSecond(0.1m) });

        var brief = await stage.Model.RunAsync(Video(3), new RunOptions { MaxPriceUsd = 0.3m });
        var usual = await stage.Model.RunAsync(new() { Prompt = "a boat" }, new RunOptions { MaxPriceUsd = 0.5m });
        var error = await Assert.ThrowsAsync<ModelBudgetException>(
            () => stage.Model.RunAsync(Video(4), new RunOptions { MaxPriceUsd = 0.39m }));

        Assert.Equal((0.3m, 0.5m, 0.4m), (brief.CostUsd, usual.CostUsd, error.EstimateUsd));
        Assert.Equal((2, 1), (stage.Emulator.Bills, stage.Emulator.RequestsOf(EmulatorCall.Catalog)));

        static TextToVideoInput Video(int seconds) => new() { Prompt = "a boat", Duration = seconds };
    }

    // The service states only in prose that the durations of the segments add up to the duration of the video.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Segments_that_do_not_add_up_are_rejected_before_the_submit(bool isFromImage)
    {
        await using var stage = new EmulatedStage();
        var kling = stage.Client.Kling.Kling3_0;

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
        Assert.Equal(0, stage.Emulator.Requests);
    }
}
