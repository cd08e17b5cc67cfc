namespace SchemaSdk.Tests.Waiting;

/// <summary>
/// A delay that the service asks for counts neither as a failure nor against the read budget. If the service asks for a delay of hours,
/// the wait fails, and a later wait polls only after a minute.
/// </summary>
public class RetryAfterTests
{
    private const string Hours = "10800";

    private static readonly Step Busy = Steps.Answer(429, "", retryAfter: "50");
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(20, 50)]
    [InlineData(1, 300)]
    public async Task The_client_waits_for_every_delay_that_the_service_asks_for(int times, int seconds)
    {
        using var stage = Stage.Succeeding(
            [.. Enumerable.Repeat(Steps.Answer(429, "", retryAfter: $"{seconds}"), times), Steps.Status("completed")]);

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(TimeSpan.FromSeconds(times * seconds), stage.Elapsed);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_delay_until_a_date_is_counted_from_the_date_of_the_answer(int minutesAhead)
    {
        using var stage = Stage.Succeeding();
        var start = stage.Time.GetUtcNow();
        var date = start + TimeSpan.FromMinutes(minutesAhead);
        var busy = Steps.Answer(429, "", retryAfter: $"{date.AddSeconds(30):R}");
        stage.Script.Status.DoesOnly(busy.With(response => response.Headers.Date = date), Steps.Status("completed"));

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(TimeSpan.FromSeconds(30), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_service_that_always_asks_for_a_delay_is_waited_for_until_the_job_timeout()
    {
        using var stage = Stage.Polled(Busy);

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromMinutes(10) }));

        Assert.Equal(TimeSpan.FromMinutes(10), stage.Elapsed);
        // The last poll is made when the timeout elapses.
        Assert.Equal(13, stage.Script.Status.Count);
        Assert.Contains(
            "At 2026-01-02 03:14:05Z, the service asked for a wait of 50 s before the next read.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_whose_delay_exceeds_the_job_timeout_fails_immediately()
    {
        using var stage = Stage.Polled(Busy);

        var error = await Soon.Throws<ModelUnavailableException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(549) }));

        Assert.Equal((Steps.Id, TimeSpan.FromSeconds(500)), (error.RequestId, stage.Elapsed));
        Assert.Contains(
            "could not be read within 500 s: HTTP 429. The service asked for a wait of 50 s, longer than the time left.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_says_for_how_long_reads_have_failed_without_the_pause_before_them()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"), Steps.Answer(500));
        stage.Options.Polling.Interval = TimeSpan.FromMinutes(5);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Contains("could not be read within 120 s: HTTP 500.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_between_requested_delays_have_the_whole_budget()
    {
        using var stage = Stage.Polled(Busy, Steps.Answer(500), Busy, Busy, Steps.Answer(500));

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Elapsed, TimeSpan.FromSeconds((3 * 50) + 120), TimeSpan.FromSeconds((3 * 50) + 121));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task A_busy_service_that_asks_for_no_delay_uses_up_the_budget(string? retryAfter)
    {
        using var stage = Stage.Polled(Steps.Answer(429, "", retryAfter));

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Elapsed, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task If_the_service_asks_for_hours_the_wait_fails_and_a_later_wait_polls_after_a_minute()
    {
        using var stage = await DelayedAsync(new Stage(skipsDelays: false));
        stage.Script.Status.Does(Steps.Status("cancelled"));

        var wait = stage.Still.Attach(Steps.Id).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);
        stage.Time.Advance(Most - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, stage.Script.Status.Count);
        stage.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Soon.Throws<ModelCanceledException>(wait);
        Assert.Equal(2, stage.Script.Status.Count);
    }

    [Theory]
    [InlineData(429, "1500", 60)]
    [InlineData(500, null, 2)]
    public async Task A_new_wait_for_the_same_job_object_polls_only_after_the_delay_of_a_failed_read(
        int status, string? retryAfter, int seconds)
    {
        using var stage = Stage.Polled(
            Steps.Status("in_progress"), Steps.Answer(status, "", retryAfter), Steps.Status("cancelled")).Delayed();
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));
        var first = job.WaitAsync(stage.Stop.Token);
        await Soon.Until(() => stage.Script.Status.Count == 1 && stage.Time.Waiting == 1);
        stage.Time.Advance(TimeSpan.FromSeconds(2));
        await Soon.Until(() => stage.Script.Status.Count == 2 && stage.Time.Waiting == 1);
        await stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(first);

        var second = job.WaitAsync();
        await Soon.Until(() => second.IsCompleted || stage.Time.Waiting == 1);
        Assert.Equal(2, stage.Script.Status.Count);
        stage.Time.Advance(TimeSpan.FromSeconds(seconds));

        await Soon.Throws<ModelCanceledException>(second);
        Assert.Equal(3, stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_later_timeout_says_what_the_service_asked_for_and_when()
    {
        using var stage = await DelayedAsync(new Stage(skipsDelays: false));
        var start = stage.Time.GetUtcNow();
        stage.Script.Status.Does(Steps.Answer(500));

        var wait = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(30) }).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);
        stage.Time.Advance(TimeSpan.FromSeconds(30));

        var error = await Soon.Throws<ModelTimeoutException>(wait);
        Assert.Equal(TimeSpan.FromSeconds(30), stage.Time.GetUtcNow() - start);
        Assert.Contains(
            "At 2026-01-02 03:04:05Z, the service asked for a wait of 10800 s before the next read.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_failure_says_what_the_service_asked_for_too()
    {
        using var stage = await DelayedAsync(new Stage());
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(10);
        stage.Script.Status.Does(Steps.Answer(500));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Contains(
            "HTTP 500. At 2026-01-02 03:04:05Z, the service asked for a wait of 10800 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_that_ended_before_the_last_answer_is_not_mentioned()
    {
        using var stage = Stage.Polled(Steps.Answer(429, "", retryAfter: "5"), Steps.Status("in_progress"));

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(30) }).WaitAsync());

        Assert.DoesNotContain("asked for a wait", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delays_that_have_ended_are_forgotten()
    {
        using var stage = Stage.Polled(Steps.Answer(429, "", Hours)).Delayed();
        for (var job = 0; job < 100; job++)
        {
            await Soon.Throws<ModelUnavailableException>(stage.Still.Attach($"req-{job}").WaitAsync());
            stage.Time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.InRange(stage.Client.Calls.Shared.Asked.Count, 1, 5);
    }

    private static async Task<Stage> DelayedAsync(Stage stage)
    {
        stage.Script.Status.Does(Steps.Answer(429, "", Hours));
        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).WaitAsync());
        Assert.Contains("The service asked for a wait of 10800 s, longer than the time left.", error.Message, StringComparison.Ordinal);
        stage.Script.Status.Forget();
        return stage;
    }
}
