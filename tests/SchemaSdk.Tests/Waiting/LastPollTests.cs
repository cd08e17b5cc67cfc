namespace SchemaSdk.Tests.Waiting;

/// <summary>Before a wait times out, it must poll the job once more.</summary>
public class LastPollTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(61, 100, 3, "every minute")]
    [InlineData(12, 25, 1, "after ten minutes")]
    public async Task A_job_that_ended_before_its_next_poll_is_due_does_not_time_out(int end, int timeout, int polls, string pace)
    {
        using var stage = Stage.Accepting();
        stage.EndsAfter(TimeSpan.FromSeconds(end));
        if (pace == "every minute")
        {
            stage.Options.Polling.Interval = TimeSpan.FromSeconds(60);
        }
        else
        {
            stage.Options.Polling.Profile =
                $$$"""{"version":1,"models":{"acme/still":[{{{string.Join(',', Enumerable.Repeat(600, 20))}}}]}}""";
        }

        await Soon.Async(stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(timeout) }));

        Assert.Equal((TimeSpan.FromSeconds(timeout), polls), (stage.Elapsed, stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_job_that_ended_while_the_machine_slept_does_not_time_out()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.EndsAfter(Hour / 2);
        var run = (await Soon.Async(stage.Still.SubmitAsync("a cat"))).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);

        stage.Time.Sleep(Hour);

        Assert.Equal(Steps.Id, (await Soon.Async(run)).RequestId);
    }

    [Fact]
    public async Task A_job_that_was_being_polled_when_the_machine_fell_asleep_does_not_time_out()
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Succeeding(hang.Step, Steps.Status("completed")).Delayed();
        var run = stage.Still.Attach(Steps.Id).WaitAsync();
        await hang.Reached;

        stage.Time.Sleep(Hour);
        await Soon.Until(() => stage.Time.Waiting == 1 || stage.Script.Result.Count == 1);
        stage.Time.Advance(TimeSpan.Zero);

        Assert.Equal(Steps.Id, (await Soon.Async(run)).RequestId);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_wait_times_out_after_one_last_poll(int status)
    {
        var last = status == 200 ? Steps.Status("in_progress") : Steps.Answer(status, "", "60");
        using var stage = Stage.Polled(Steps.Status("in_queue"), Steps.Status("in_queue"), last);
        stage.Options.Polling.Interval = TimeSpan.FromSeconds(8);

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(10) }));

        Assert.Equal((TimeSpan.FromSeconds(10), 3), (stage.Elapsed, stage.Script.Status.Count));
        Assert.Equal(status != 200, error.Message.Contains($" The last read failed: HTTP {status}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_poll_has_the_same_timeout_as_every_read()
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Polled(Steps.Status("in_queue"), hang.Step).Delayed();
        var run = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(1) }).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);

        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(run.IsCompleted);
        stage.Time.Advance(TimeSpan.FromSeconds(0.1));

        await Soon.Throws<ModelTimeoutException>(run);
    }

    [Fact]
    public async Task Reading_the_result_after_the_last_poll_has_the_same_timeout_as_every_read()
    {
        var (status, result) = (Hang.BeforeBody, Hang.BeforeBody);
        using var stage = Stage.Polled(Steps.Status("in_queue"), status.Step).Delayed();
        stage.Script.Result.Does(result.Step);
        var run = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(1) }).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);

        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await status.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(29));
        status.Answer(Steps.Status("completed"));
        await result.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(29));
        result.Answer(Steps.Succeeded);

        Assert.Equal(Steps.Id, (await Soon.Async(run)).RequestId);
    }
}
