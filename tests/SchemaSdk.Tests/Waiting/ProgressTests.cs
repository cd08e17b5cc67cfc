using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class ProgressTests
{
    [Fact]
    public async Task A_run_reports_the_request_id_before_its_first_poll()
    {
        using var stage = JobService.Ended(Steps.Succeeded);
        var asked = -1;
        var reports = new Reports<JobStatus>(_ => asked = asked < 0 ? stage.Script.Status.Count : asked);

        await Soon.Async(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal(0, asked);
        Assert.Equal((Steps.Id, JobState.InQueue), (reports.All[0].RequestId, reports.All[0].State));
    }

    [Fact]
    public async Task A_run_reports_each_change_once()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(
            Steps.Status("in_queue"), Steps.Status("in_progress"), Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        var reports = new Reports<JobStatus>();

        await Soon.Async(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal([JobState.InQueue, JobState.InProgress, JobState.Succeeded], reports.All.Select(status => status.State));
    }

    [Fact]
    public async Task A_wait_reports_to_its_own_callback_or_else_to_that_of_the_job()
    {
        using var stage = JobService.Polled(Steps.Status("cancelled"));
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
        using var stage = JobService.Ended(Steps.Succeeded);
        var thrown = new NotSupportedException();
        var reports = new Reports<JobStatus>(status => _ = status.State == at ? throw thrown : 0);

        var error = await Soon.Throws<ModelException>(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal((Steps.Id, thrown), (error.RequestId, error.InnerException));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
    }
}
