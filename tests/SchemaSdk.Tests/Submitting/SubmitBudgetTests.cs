using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

public class SubmitBudgetTests
{
    [Fact]
    public async Task Submits_that_never_leave_end_with_the_budget()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)));
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Null(error.RequestId);
        Assert.Equal(TimeSpan.FromMinutes(2), stage.Time.GetUtcNow() - start);
        Assert.Contains("nothing runs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_beyond_the_budget_fails_now_and_says_so()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(429, "", retryAfter: "3600"));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Contains("3600 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Time.Delays);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_kept()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.NotNow(503, "Fri, 02 Jan 2026 03:04:35 GMT"), Steps.Accepted);

        await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task No_budget_means_no_second_try()
    {
        using var stage = new Stage();
        stage.Options.Retry.SubmitBudget = TimeSpan.Zero;
        stage.Script.Submit.Does(Steps.Answer(429));

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Delays_between_tries_grow_up_to_fifteen_seconds()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.NameResolutionError)));

        await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.All(
            stage.Time.Delays.Select((delay, index) => (delay, most: Math.Min(0.5 * Math.Pow(2, index), 15))),
            pair => Assert.InRange(pair.delay.TotalSeconds, 0, pair.most));
    }

    [Fact]
    public async Task An_attempt_that_begins_as_the_budget_ends_is_awaited_for_its_outcome()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(30);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(Steps.Answer(429, "", retryAfter: "30"), hang.Step);
        var start = stage.Time.GetUtcNow();

        var run = stage.Still.RunAsync("a cat");
        stage.Time.Advance(await stage.Time.NextDelayAsync());
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(100));
        await stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
        Assert.False(run.IsCompleted);
        stage.Time.Advance(TimeSpan.FromSeconds(5));

        // SubmitBudget, Timeouts.Submit and the five seconds for its answer: no submit takes longer.
        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(TimeSpan.FromSeconds(30 + 100 + 5), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task An_attempt_that_never_left_as_the_budget_ended_is_the_last()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(30);
        var hang = Hang.BeforeBody;
        stage.Script.Submit.Does(Steps.Answer(429, "", retryAfter: "30"), hang.Step);
        var start = stage.Time.GetUtcNow();

        var run = stage.Still.RunAsync("a cat");
        stage.Time.Advance(await stage.Time.NextDelayAsync());
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(100));

        await Soon.Throws<ModelUnavailableException>(run);
        Assert.Equal((TimeSpan.FromSeconds(30 + 100), 2), (stage.Time.GetUtcNow() - start, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Cancelled_between_tries_nothing_runs()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Submit.Does(Steps.Answer(429, "", retryAfter: "60"));

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        var error = await Soon.Throws<OperationCanceledException>(run);
        Assert.Equal(stop.Token, error.CancellationToken);
    }
}
