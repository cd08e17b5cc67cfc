using System.Text.Json;
using SchemaSdk.Emulation;

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
    public async Task The_output_of_one_model_can_be_the_input_of_another()
    {
        await using var emulated = await EmulatedClient.StartAsync();
        var first = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A still." });

        var second = await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(new()
        {
            Prompt = "It moves.",
            StartImageUrl = first.Output.Image ?? first.Output.Video!,
        });

        Assert.NotNull(second.Output.Video);
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.Equal(2, emulated.Service.Bills);
    }

    [Fact]
    public async Task A_queued_job_can_be_canceled()
    {
        await using var emulated = await EmulatedClient.StartAsync(new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Never mind." });

        Assert.Equal(JobState.InQueue, (await job.GetStatusAsync()).State);
        Assert.Equal(CancelOutcome.Canceled, await job.CancelAsync());
        var error = await Assert.ThrowsAsync<ModelCanceledException>(() => job.WaitAsync());

        Assert.Equal(job.RequestId, error.RequestId);
    }

    [Fact]
    public async Task The_states_are_seen_in_order()
    {
        var time = new PassingTime();
        await using var emulated = await EmulatedClient.StartAsync(
            new ModelEmulatorOptions { QueueTime = TimeSpan.FromSeconds(1), RunTime = TimeSpan.FromSeconds(1), TimeProvider = time });
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Slowly." });

        var states = new List<JobState>();
        await foreach (var status in job.WatchAsync())
        {
            states.Add(status.State);
            time.Pass(1);
        }

        Assert.Equal([JobState.InQueue, JobState.InProgress, JobState.Succeeded], states.Distinct());
    }

    [Fact]
    public async Task A_model_that_is_called_by_its_id_returns_JSON()
    {
        await using var emulated = await EmulatedClient.StartAsync();
        var input = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["prompt"] = "By name.", ["duration"] = 5 });

        var result = await emulated.Client.RunAsync("kling/kling-3.0/pro/text-to-video", input);

        Assert.StartsWith("http", result.Output.GetProperty("video").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_value_is_refused_by_the_service_if_validation_is_off()
    {
        await using var emulated = await EmulatedClient.StartAsync();

        var error = await Assert.ThrowsAsync<ModelApiException>(
            () => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
                new() { Prompt = "Long.", Duration = 16 }, new RunOptions { ValidateInput = false }));

        Assert.Equal(422, (int?)error.StatusCode);
        Assert.Contains("/duration", error.Message + error.Detail, StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Bills);
    }
}
