namespace SchemaSdk.Tests.Waiting;

public class WatchTests
{
    [Fact]
    public async Task Watching_returns_the_current_state_and_every_change()
    {
        using var stage = Stage.Succeeding(
            Steps.Status("in_queue", 2), Steps.Status("in_queue", 2), Steps.Status("in_queue", 1), Steps.Status("in_progress"),
            Steps.Status("in_progress"), Steps.Status("resting"), Steps.Status("sleeping"), Steps.Status("completed"));

        var seen = await AllOf(stage.Still.Attach(Steps.Id));

        Assert.Equal(
            [
                (JobState.InQueue, "in_queue", 2), (JobState.InQueue, "in_queue", 1), (JobState.InProgress, "in_progress", null),
                (JobState.Unknown, "resting", null), (JobState.Unknown, "sleeping", null), (JobState.Succeeded, "succeeded", null),
            ],
            seen.Select(status => (status.State, status.StateText!, status.QueuePosition)));
        Assert.Equal(TimeSpan.FromSeconds(14), seen[^1].Elapsed);
        Assert.All(seen, status => Assert.Equal(Steps.Id, status.RequestId));
    }

    [Theory]
    [InlineData("failed", JobState.Failed)]
    [InlineData("cancelled", JobState.Canceled)]
    public async Task Watching_a_job_that_does_not_succeed_ends_without_an_exception(string word, JobState state)
    {
        using var stage = Stage.Ended(Steps.Status(word));

        var seen = await AllOf(stage.Still.Attach(Steps.Id));

        Assert.Equal(state, Assert.Single(seen).State);
        Assert.True(seen[0].HasEnded);
    }

    [Fact]
    public async Task Watching_an_ended_job_or_reading_its_status_returns_its_end_without_a_request()
    {
        using var stage = Stage.Polled(Steps.Status("cancelled"));
        var job = stage.Still.Attach(Steps.Id);
        await AllOf(job);

        var seen = await AllOf(job);

        Assert.Equal(JobState.Canceled, Assert.Single(seen).State);
        Assert.Equal(JobState.Canceled, (await Soon.Async(job.GetStatusAsync())).State);
        Assert.Single(stage.Script.Requests);
    }

    [Fact]
    public async Task Watching_ends_with_the_job_timeout()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"));

        var error = await Soon.Throws<ModelTimeoutException>(AllOf(stage.Still.Attach(Steps.Id)));

        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Fact]
    public async Task A_wait_reports_to_its_own_callback_or_else_to_the_callback_of_the_job()
    {
        using var stage = Stage.Polled(Steps.Status("cancelled"));
        var (ofJob, ofWait) = (new Reports<JobStatus>(), new Reports<JobStatus>());
        var job = stage.Still.Attach(Steps.Id, new RunOptions { Progress = ofJob });

        await Soon.Throws<ModelCanceledException>(job.WaitAsync(ofWait));
        Assert.Equal((0, 1), (ofJob.All.Count, ofWait.All.Count));
        await Soon.Throws<ModelCanceledException>(job.WaitAsync());

        Assert.Equal((1, 1), (ofJob.All.Count, ofWait.All.Count));
    }

    [Theory]
    [InlineData(JobState.InQueue)]
    [InlineData(JobState.Succeeded)]
    public async Task A_callback_that_throws_does_not_lose_the_request_id(JobState at)
    {
        using var stage = Stage.Succeeding();
        var thrown = new NotSupportedException();
        var reports = new Reports<JobStatus>(status => _ = status.State == at ? throw thrown : 0);

        var error = await Soon.Throws<ModelException>(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal((Steps.Id, thrown), (error.RequestId, error.InnerException));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
    }

    private static Task<List<JobStatus>> AllOf<T>(ModelJob<T> job) => job.WatchAsync().ToListAsync().AsTask();
}
