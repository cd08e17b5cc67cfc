using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A delay that the service asks for must not be a failure and must not count against the read budget.</summary>
public class RetryAfterTests
{
    private static readonly Step Busy = Steps.Answer(429, "", retryAfter: "50");

    [Theory]
    [InlineData(20, 50)]
    [InlineData(1, 300)]
    public async Task Every_delay_that_the_service_asks_for_is_waited(int times, int seconds)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(
            [.. Enumerable.Repeat(Steps.Answer(429, "", retryAfter: $"{seconds}"), times), Steps.Status("completed")]);
        stage.Script.Result.Does(Steps.Succeeded);
        var start = stage.Time.GetUtcNow();

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(TimeSpan.FromSeconds(times * seconds), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_service_that_always_asks_for_a_delay_is_waited_for_until_the_job_timeout()
    {
        using var stage = JobService.Polled(Busy);
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromMinutes(10) }));

        Assert.Equal(TimeSpan.FromMinutes(10), stage.Time.GetUtcNow() - start);
        // The last poll is made when the timeout ends.
        Assert.Equal(13, stage.Script.Status.Count);
        Assert.Contains(
            "At 2026-01-02 03:14:05Z the service asked to wait 50 s before this job is read again.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_beyond_the_job_timeout_fails_at_once()
    {
        using var stage = JobService.Polled(Busy);
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(549) }));

        Assert.Equal((Steps.Id, TimeSpan.FromSeconds(500)), (error.RequestId, stage.Time.GetUtcNow() - start));
        Assert.Contains(
            "could not be read for 500 s: HTTP 429. The service asks to wait 50 s, longer than the time left.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_between_requested_delays_have_the_whole_budget()
    {
        using var stage = JobService.Polled(Busy, Steps.Answer(500), Busy, Busy, Steps.Answer(500));
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromSeconds((3 * 50) + 120), TimeSpan.FromSeconds((3 * 50) + 121));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task A_busy_service_that_asks_for_no_delay_uses_up_the_budget(string? retryAfter)
    {
        using var stage = JobService.Polled(Steps.Answer(429, "", retryAfter));
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }
}
