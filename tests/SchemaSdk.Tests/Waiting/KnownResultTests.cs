using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class KnownResultTests
{
    [Fact]
    public async Task A_second_wait_makes_no_request()
    {
        using var stage = JobService.Ended(Steps.Succeeded);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var first = await Soon.Async(job.WaitAsync());
        var second = await Soon.Async(job.WaitAsync());
        var status = await Soon.Async(job.GetStatusAsync());

        Assert.Same(first, second);
        Assert.Equal(JobState.Succeeded, status.State);
        Assert.Equal(3, stage.Script.Requests.Count);
    }

    [Fact]
    public async Task A_second_wait_for_a_failed_job_throws_a_new_exception()
    {
        using var stage = JobService.Ended(Steps.Failed("\"broke\""));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var first = await Soon.Throws<ModelFailedException>(job.WaitAsync());
        var second = await Soon.Throws<ModelFailedException>(job.WaitAsync());

        Assert.NotSame(first, second);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(3, stage.Script.Requests.Count);
    }

    [Fact]
    public async Task An_output_that_could_not_be_read_can_be_read_again()
    {
        using var stage = JobService.Ended(Steps.Succeeded);
        stage.Still.ReadThrows = new FormatException("not my image");
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var error = await Soon.Throws<ModelException>(job.WaitAsync());
        stage.Still.ReadThrows = null;
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Equal("https://files.runcomfy.net/a.png", result.Output.GetProperty("image").GetString());
        Assert.Equal(3, stage.Script.Requests.Count);
    }

    [Fact]
    public async Task A_success_without_an_output_is_an_error_with_the_request_id()
    {
        using var stage = JobService.Ended(Steps.Status("succeeded"));

        var error = await Soon.Throws<ModelException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Fact]
    public async Task A_wait_ends_as_soon_as_another_caller_has_read_the_end()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var first = job.WaitAsync();
        await stage.Time.NextDelayAsync();
        var second = job.WaitAsync();
        var status = await Soon.Async(job.GetStatusAsync());

        Assert.Equal(JobState.Succeeded, status.State);
        Assert.All(await Soon.Async(Task.WhenAll(first, second)), result => Assert.Equal(Steps.Id, result.RequestId));
        Assert.Equal(4, stage.Script.Requests.Count);
    }
}
