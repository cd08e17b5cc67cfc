using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class DeadlineTests
{
    [Fact]
    public async Task The_first_poll_comes_at_once_and_the_others_at_the_interval()
    {
        using var stage = Stage.Accepting();
        stage.Options.Polling.Interval = TimeSpan.FromSeconds(3);
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Status("in_progress"), Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(stage.Still.RunAsync("a cat"));

        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)], stage.Time.Delays);
    }

    [Fact]
    public async Task The_time_of_a_job_counts_from_its_submit()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("in_progress"));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromMinutes(1) }));

        stage.Time.Advance(TimeSpan.FromSeconds(50));
        var start = stage.Time.GetUtcNow();
        await Soon.Throws<ModelTimeoutException>(job.WaitAsync());

        Assert.Equal(TimeSpan.FromSeconds(10), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task The_time_of_an_attached_job_counts_from_the_first_wait()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("in_progress"));
        var job = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromMinutes(1) });

        stage.Time.Advance(TimeSpan.FromHours(5));
        var start = stage.Time.GetUtcNow();
        await Soon.Throws<ModelTimeoutException>(job.WaitAsync());

        Assert.Equal(TimeSpan.FromMinutes(1), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task The_last_part_of_a_millisecond_is_not_spent_asking_again()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("in_progress"));
        var timeout = TimeSpan.FromSeconds(1) + TimeSpan.FromMicroseconds(400);

        await Soon.Throws<ModelTimeoutException>(stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = timeout }).WaitAsync());

        // One at once, and a last look.
        Assert.Equal(2, stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_wait_after_the_deadline_still_looks_once()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        stage.Time.Advance(TimeSpan.FromHours(5));
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal(Steps.Id, result.RequestId);
    }

    [Fact]
    public async Task Failed_polls_do_not_outlive_the_deadline()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(500));
        var start = stage.Time.GetUtcNow();

        await Soon.Throws<ModelTimeoutException>(
            stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(20) }));

        Assert.Equal(TimeSpan.FromSeconds(20), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_poll_in_flight_does_not_outlive_the_deadline()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        var hang = Hang.BeforeBody;
        stage.Script.Status.Does(hang.Step, Steps.Status("in_progress"));

        var run = stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(4) }).WaitAsync();
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(4));

        await Soon.Throws<ModelTimeoutException>(run);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(25)]
    public async Task A_time_that_no_clock_keeps_is_refused(int days)
    {
        using var stage = Stage.Accepting();
        var options = new RunOptions { JobTimeout = TimeSpan.FromDays(days) };

        var error = await Soon.Throws<ArgumentOutOfRangeException>(stage.Still.RunAsync("a cat", options));
        Assert.Throws<ArgumentOutOfRangeException>(() => stage.Still.Attach(Steps.Id, options));

        Assert.Equal("JobTimeout", error.ParamName);
        Assert.Empty(stage.Script.Requests);
    }
}
