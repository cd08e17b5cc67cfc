namespace SchemaSdk.Tests.Waiting;

/// <summary>Tests that the timeout of a job limits each wait for the job, and that the read budget limits a status call.</summary>
public class JobTimeoutTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(false, 50, 10)]
    [InlineData(true, 18_000, 60)]
    public async Task The_timeout_of_a_job_begins_with_its_submit_or_with_the_first_wait_if_it_was_attached_to(
        bool isAttached, int secondsBefore, int secondsLeft)
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"));
        var options = new RunOptions { JobTimeout = TimeSpan.FromMinutes(1) };
        var job = isAttached ? stage.Still.Attach(Steps.Id, options) : await Soon.Async(stage.Still.SubmitAsync("a cat", options));

        stage.Time.Advance(TimeSpan.FromSeconds(secondsBefore));
        var start = stage.Time.GetUtcNow();
        await Soon.Throws<ModelTimeoutException>(job.WaitAsync());

        Assert.Equal(TimeSpan.FromSeconds(secondsLeft), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_fraction_of_a_millisecond_before_the_timeout_adds_no_poll()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"));
        var timeout = TimeSpan.FromSeconds(1) + TimeSpan.FromMicroseconds(400);

        await Soon.Throws<ModelTimeoutException>(stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = timeout }).WaitAsync());

        // One poll is made immediately, and the last one at the timeout.
        Assert.Equal(2, stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_wait_that_begins_after_the_timeout_still_polls_once()
    {
        using var stage = Stage.Succeeding();
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        stage.Time.Advance(TimeSpan.FromHours(5));
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal(Steps.Id, result.RequestId);
    }

    [Fact]
    public async Task A_clock_that_throws_when_the_timeout_fires_does_not_delay_the_end_of_the_wait()
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Polled(hang.Step, Steps.Status("in_progress")).Delayed();
        var time = new BrokenTime(stage.Time);
        stage.Options.TimeProvider = time;
        var run = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(4) }).WaitAsync();
        await hang.Reached;

        // The clock fails only on this thread, so code that continues on other threads still works.
        var thread = Environment.CurrentManagedThreadId;
        time.FailsToRead = () => Environment.CurrentManagedThreadId == thread;
        stage.Time.Advance(TimeSpan.FromSeconds(4));
        time.FailsToRead = static () => false;

        await Soon.Throws<ModelTimeoutException>(run);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public async Task A_timeout_that_no_timer_supports_is_rejected(int days)
    {
        using var stage = Stage.Accepting();
        var options = new RunOptions { JobTimeout = TimeSpan.FromDays(days) };

        var error = await Soon.Throws<ArgumentOutOfRangeException>(stage.Still.RunAsync("a cat", options));
        Assert.Throws<ArgumentOutOfRangeException>(() => stage.Still.Attach(Steps.Id, options));

        Assert.Equal("JobTimeout", error.ParamName);
        Assert.Empty(stage.Script.Requests);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(429, null)]
    [InlineData(429, "1")]
    [InlineData(429, "50")]
    public async Task A_status_call_ends_with_the_budget_whatever_the_service_asks_for(int status, string? retryAfter)
    {
        using var stage = Stage.Polled(Steps.Answer(status, "", retryAfter));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.InRange(stage.Elapsed, Budget - TimeSpan.FromSeconds(50), Budget);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_read_of_the_result_shares_the_budget()
    {
        using var stage = new Stage();
        var start = stage.Time.GetUtcNow();
        stage.Script.Status.Does((request, cancellation) =>
            (stage.Time.GetUtcNow() < start + TimeSpan.FromSeconds(80) ? Steps.Answer(502) : Steps.Status("completed"))(
                request, cancellation));
        stage.Script.Result.Does(Steps.Answer(503));

        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(Budget, stage.Time.GetUtcNow() - start);
        Assert.InRange(stage.Script.Result.Count, 2, 20);
    }

    [Fact]
    public async Task A_result_is_read_once_even_without_a_budget()
    {
        using var stage = Stage.Succeeding();
        stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        var status = await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(JobState.Succeeded, status.State);
    }
}
