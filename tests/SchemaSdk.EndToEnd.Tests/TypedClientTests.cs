using System.Text.Json;
using SchemaSdk.Emulation;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests the typed client with the emulator, over a socket and without one.</summary>
public sealed class TypedClientTests
{
    [Theory]
    [BothFronts]
    public async Task A_run_produces_a_video_that_plays(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
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

    [Theory]
    [BothFronts]
    public async Task The_output_of_one_model_can_be_the_input_of_another(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
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

    [Theory]
    [BothFronts]
    public async Task A_queued_job_can_be_canceled(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(
            isSocket, new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Never mind." });

        Assert.Equal(JobState.InQueue, (await job.GetStatusAsync()).State);
        Assert.Equal(CancelOutcome.Canceled, await job.CancelAsync());
        var error = await Assert.ThrowsAsync<ModelCanceledException>(() => job.WaitAsync());

        Assert.Equal(job.RequestId, error.RequestId);
    }

    [Theory]
    [BothFronts]
    public async Task A_running_job_cannot_be_canceled(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(
            isSocket, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromHours(1) });
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Too late." });

        Assert.Equal(CancelOutcome.NotCancelable, await job.CancelAsync());
        Assert.Equal(JobState.InProgress, (await job.GetStatusAsync()).State);
    }

    [Theory]
    [BothFronts]
    public async Task A_failed_job_throws_with_its_error(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(
            isSocket,
            new ModelEmulatorOptions
            {
                QueueTime = TimeSpan.Zero,
                RunTime = TimeSpan.Zero,
                Outcome = _ => EmulatedOutcome.Fail("out of memory"),
            });
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Too much." });

        var error = await Assert.ThrowsAsync<ModelFailedException>(() => job.WaitAsync());

        Assert.Equal(JobState.Failed, (await job.GetStatusAsync()).State);
        Assert.Equal(job.RequestId, error.RequestId);
        Assert.Contains("out of memory", error.Error.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [BothFronts]
    public async Task Another_client_can_attach_to_a_job_by_its_request_id(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
        var job = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Later." });

        using var another = emulated.Another();
        var result = await another.Kling.Kling3_0.Pro.TextToVideo.Attach(job.RequestId).WaitAsync();

        Assert.Equal(job.RequestId, result.RequestId);
        Assert.NotNull(result.Output.Video);
        Assert.Equal(1, emulated.Service.Bills);
    }

    [Theory]
    [BothFronts]
    public async Task The_states_are_seen_in_order(bool isSocket)
    {
        var time = new PassingTime();
        await using var emulated = await EmulatedClient.StartAsync(
            isSocket,
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

    [Theory]
    [BothFronts]
    public async Task A_model_that_is_called_by_its_id_returns_JSON(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
        var input = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["prompt"] = "By name.", ["duration"] = 5 });

        var result = await emulated.Client.RunAsync("kling/kling-3.0/pro/text-to-video", input);

        Assert.StartsWith("http", result.Output.GetProperty("video").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [BothFronts]
    public async Task A_typed_or_untyped_input_with_a_wrong_value_is_rejected_by_the_client(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
        var input = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["prompt"] = "Long.", ["duration"] = 16 });

        var typed = await Assert.ThrowsAsync<ModelInputException>(
            () => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "Long.", Duration = 16 }));
        var untyped = await Assert.ThrowsAsync<ModelInputException>(
            () => emulated.Client.RunAsync("kling/kling-3.0/pro/text-to-video", input));

        Assert.Equal("/duration", Assert.Single(typed.Errors).JsonPointer);
        Assert.Equal("/duration", Assert.Single(untyped.Errors).JsonPointer);
        Assert.Equal(0, emulated.Service.Requests);
    }

    [Theory]
    [BothFronts]
    public async Task A_wrong_value_is_refused_by_the_service_if_validation_is_off(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);

        var error = await Assert.ThrowsAsync<ModelApiException>(
            () => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
                new() { Prompt = "Long.", Duration = 16 }, new RunOptions { ValidateInput = false }));

        Assert.Equal(422, (int?)error.StatusCode);
        Assert.Contains("/duration", error.Message + error.Detail, StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Bills);
    }

    [Theory]
    [BothFronts]
    public async Task A_wrong_token_is_refused_by_the_service(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);
        using var stranger = emulated.Another(token: "not-the-token");

        var error = await Assert.ThrowsAsync<ModelApiException>(
            () => stranger.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "Hello." }));

        Assert.Equal("400004", error.ErrorCode);
        Assert.DoesNotContain("not-the-token", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [BothFronts]
    public async Task Waiting_for_an_unknown_request_id_throws(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket);

        var error = await Assert.ThrowsAsync<ModelApiException>(
            () => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.Attach("no-such-request").WaitAsync());

        Assert.Equal(404, (int?)error.StatusCode);
        Assert.Equal("no-such-request", error.RequestId);
    }

    [Theory]
    [BothFronts]
    public async Task A_canceled_wait_cancels_the_job_if_CancelBehavior_says_so(bool isSocket)
    {
        await using var emulated = await EmulatedClient.StartAsync(
            isSocket, new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        using var cancellation = new CancellationTokenSource();
        var options = new RunOptions { OnCancel = CancelBehavior.CancelJob, Progress = new CancelOnFirst(cancellation) };

        var stopped = await Assert.ThrowsAsync<ModelWaitCanceledException>(
            () => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "Stop." }, options, cancellation.Token));

        Assert.Equal(CancelOutcome.Canceled, stopped.CancelOutcome);
        var status = await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.Attach(stopped.RequestId!).GetStatusAsync();
        Assert.Equal(JobState.Canceled, status.State);
    }

    private sealed class CancelOnFirst(CancellationTokenSource cancellation) : IProgress<JobStatus>
    {
        public void Report(JobStatus value) => cancellation.Cancel();
    }
}
