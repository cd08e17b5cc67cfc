using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class WatchTests
{
    [Fact]
    public async Task Watching_returns_the_present_state_and_every_change()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(
            Steps.Status("in_queue", 2), Steps.Status("in_queue", 2), Steps.Status("in_queue", 1), Steps.Status("in_progress"),
            Steps.Status("in_progress"), Steps.Status("resting"), Steps.Status("sleeping"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);

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
        using var stage = JobService.Ended(Steps.Status(word));

        var seen = await AllOf(stage.Still.Attach(Steps.Id));

        Assert.Equal(state, Assert.Single(seen).State);
        Assert.True(seen[0].HasEnded);
    }

    [Fact]
    public async Task Watching_an_ended_job_returns_its_end_without_a_request()
    {
        using var stage = JobService.Polled(Steps.Status("cancelled"));
        var job = stage.Still.Attach(Steps.Id);
        await AllOf(job);

        var seen = await AllOf(job);

        Assert.Equal(JobState.Canceled, Assert.Single(seen).State);
        Assert.Single(stage.Script.Requests);
    }

    [Fact]
    public async Task Watching_ends_with_the_callers_token()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Status.Does(Steps.Status("in_progress"));

        var watch = AllOf(stage.Still.Attach(Steps.Id), stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(watch);
        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Fact]
    public async Task Watching_ends_with_the_job_timeout()
    {
        using var stage = JobService.Polled(Steps.Status("in_progress"));

        var error = await Soon.Throws<ModelTimeoutException>(AllOf(stage.Still.Attach(Steps.Id)));

        Assert.Equal(Steps.Id, error.RequestId);
    }

    private static async Task<List<JobStatus>> AllOf<T>(ModelJob<T> job, CancellationToken cancellationToken = default)
    {
        var seen = new List<JobStatus>();
        await foreach (var status in job.WatchAsync(cancellationToken))
        {
            seen.Add(status);
        }

        return seen;
    }
}
