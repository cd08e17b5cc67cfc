using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A wait that the service asks for is not a failure, and does not use up the budget of a streak.</summary>
public class AskedWaitTests
{
    private static readonly Step Busy = Steps.Answer(429, "", retryAfter: "50");

    [Fact]
    public async Task A_service_that_asks_to_wait_again_and_again_is_waited_for()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does([.. Enumerable.Repeat(Busy, 20), Steps.Status("completed")]);
        stage.Script.Result.Does(Steps.Succeeded);
        var start = stage.Time.GetUtcNow();

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(TimeSpan.FromSeconds(20 * 50), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_service_that_always_asks_to_wait_is_waited_for_no_longer_than_to_the_deadline()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Busy);
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromMinutes(10) }));

        Assert.Equal(TimeSpan.FromMinutes(10), stage.Time.GetUtcNow() - start);
        // The last of them when the time is up.
        Assert.Equal(13, stage.Script.Status.Count);
        Assert.Contains(
            "At 2026-01-02 03:14:05Z the service asked to wait 50 s before this job is read again.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_fails_now_after_others_were_waited()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Busy);
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(549) }));

        Assert.Equal(TimeSpan.FromSeconds(500), stage.Time.GetUtcNow() - start);
        Assert.Contains(
            "could not be read for 500 s: HTTP 429. The service asks to wait 50 s, longer than the time left.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_between_such_waits_have_the_whole_budget()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Busy, Steps.Answer(500), Busy, Busy, Steps.Answer(500));
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromSeconds((3 * 50) + 120), TimeSpan.FromSeconds((3 * 50) + 121));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task A_service_that_has_too_much_and_does_not_say_for_how_long_fails(string? retryAfter)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter));
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }
}
