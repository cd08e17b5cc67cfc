using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>What one job is asked to wait, all jobs of its client wait.</summary>
public class PauseTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task No_job_of_the_client_is_polled_before_the_time_that_one_was_told(int status)
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Answer(status, "", retryAfter: "60"), Steps.Status("cancelled"));
        var (other, told) = await TwoJobsAsync(stage, new RunOptions());

        stage.Time.Advance(Interval);
        var pause = await stage.Time.NextDelayAsync();
        stage.Time.Advance(TimeSpan.FromSeconds(57.9));
        var polls = stage.Script.Status.Count;

        // They share what the service may still be sent.
        while (!told.IsCompleted || !other.IsCompleted)
        {
            stage.Time.Advance(Interval / 4);
            await Task.Delay(5);
        }

        await Soon.Throws<ModelCanceledException>(told);
        await Soon.Throws<ModelCanceledException>(other);
        Assert.InRange(pause, TimeSpan.FromSeconds(58), TimeSpan.FromSeconds(58) + Interval);
        Assert.Equal((2, 4), (polls, stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_job_waits_for_another_no_longer_than_its_own_deadline()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Answer(429, "", retryAfter: "60"), Steps.Status("cancelled"));
        var (other, _) = await TwoJobsAsync(stage, new RunOptions { JobTimeout = TimeSpan.FromSeconds(10) });

        stage.Time.Advance(Interval);
        Assert.Equal(TimeSpan.FromSeconds(58), await stage.Time.NextDelayAsync());
        var pause = await stage.Time.NextDelayAsync();
        stage.Time.Advance(pause);

        await Soon.Throws<ModelTimeoutException>(other);
        Assert.Equal((TimeSpan.FromSeconds(8), 2), (pause, stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_pause_that_ends_with_the_deadline_is_followed_by_no_request()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Answer(429, "", retryAfter: "60"), Steps.Status("cancelled"));
        var (other, _) = await TwoJobsAsync(stage, new RunOptions { JobTimeout = TimeSpan.FromSeconds(60) });

        stage.Time.Advance(Interval);
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        await Soon.Throws<ModelTimeoutException>(other);
    }

    [Fact]
    public async Task A_shorter_time_told_later_does_not_end_a_longer_one()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: "60"), Steps.Status("cancelled"));
        stage.Script.Cancel.Does(Steps.Answer(429, "", retryAfter: "1"), Steps.Json("""{"request_id":"req-1","outcome":"not_cancellable"}"""));
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(30);
        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());
        await Soon.Async(stage.Still.Attach(Steps.Id).CancelAsync());
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelCanceledException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(62));
    }

    [Fact]
    public async Task A_result_is_not_read_before_the_time_either()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(AfterPause(stage, "40", Steps.Status("completed")));
        stage.Script.Result.Does(Steps.Succeeded);
        var start = stage.Time.GetUtcNow();

        await Soon.Async(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(42));
    }

    [Fact]
    public async Task The_time_of_another_does_not_count_as_a_streak_of_failures()
    {
        using var stage = new Stage();
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(40);
        stage.Script.Status.Does(
            Steps.Answer(500), AfterPause(stage, "50", Steps.Answer(500)), Steps.Answer(500), Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal(4, stage.Script.Status.Count);
    }

    /// <summary>A job between two polls, and one that was just told to wait for a minute.</summary>
    private static async Task<(Task Other, Task Told)> TwoJobsAsync(Stage stage, RunOptions options)
    {
        var other = stage.Still.Attach("req-1", options).WaitAsync();
        Assert.Equal(Interval, await stage.Time.NextDelayAsync());
        var told = stage.Still.Attach("req-1").WaitAsync();
        await Soon.Until(() => stage.Client.Waiting == 2);
        return (other, told);
    }

    /// <summary>An answer during which another job was told to wait.</summary>
    private static Step AfterPause(Stage stage, string seconds, Step then) => async (request, cancellation) =>
    {
        stage.Script.Cancel.Does(Steps.Answer(429, "", retryAfter: seconds));
        await stage.Still.Attach(Steps.Id).CancelAsync(cancellation);
        return await then(request, cancellation);
    };
}
