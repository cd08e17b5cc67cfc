using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A wait that the caller, or the end of the client, cuts short.</summary>
public class StopTests
{
    [Fact]
    public async Task Cancelled_between_polls_the_job_goes_on()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Status.Does(Steps.Status("in_queue"));

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((StillModel.Id, Steps.Id, null), (error.ModelId, error.RequestId, error.CancelOutcome));
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.True(run.IsCanceled);
        Assert.Equal(0, stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task Cancelled_during_a_poll_the_id_is_kept()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Status.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(run)).RequestId);
    }

    [Fact]
    public async Task Cancelled_between_failed_polls_the_id_is_kept()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: "60"));

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(run)).RequestId);
    }

    [Theory]
    [InlineData(202, """{"request_id":"req-1","status":"completed","outcome":"cancelled"}""", CancelOutcome.Canceled)]
    [InlineData(202, """{"outcome":"not_cancellable"}""", CancelOutcome.NotCancelable)]
    [InlineData(404, "", CancelOutcome.Unconfirmed)]
    [InlineData(401, "", CancelOutcome.Unconfirmed)]
    public async Task Cancelling_the_job_too_says_what_came_of_it(int status, string body, CancelOutcome outcome)
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Status.Does(Steps.Status("in_queue"));
        stage.Script.Cancel.Does(Steps.Answer(status, body));

        var run = stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((Steps.Id, outcome), (error.RequestId, error.CancelOutcome));
        Assert.Equal(outcome == CancelOutcome.Unconfirmed, error.InnerException is ModelApiException);
    }

    [Fact]
    public async Task Cancelling_the_job_too_takes_five_seconds_at_most()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.AfterBody;
        stage.Script.Status.Does(Steps.Status("in_queue"));
        stage.Script.Cancel.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, stop.Token);
        await stage.Time.NextDelayAsync();
        await stop.CancelAsync();
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(CancelOutcome.Unconfirmed, (await Soon.Throws<ModelWaitCanceledException>(run)).CancelOutcome);
    }

    [Fact]
    public async Task Disposed_every_wait_ends_with_the_id_and_the_jobs_go_on()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        var options = new RunOptions { OnCancel = CancelBehavior.CancelJob };

        Task[] waits = [stage.Still.RunAsync("a cat", options), stage.Still.Attach("req-1").WaitAsync()];
        await Soon.Until(() => stage.Client.Waiting == waits.Length);
        stage.Client.Dispose();

        foreach (var wait in waits)
        {
            Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        }

        Assert.Equal(0, stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task A_job_of_a_disposed_client_still_tells_its_id()
    {
        using var stage = Stage.Accepting();
        var job = stage.Still.Attach(Steps.Id);
        stage.Client.Dispose();

        await Soon.Throws<ModelWaitCanceledException>(job.WaitAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.GetStatusAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.CancelAsync());

        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task A_single_status_call_that_is_cancelled_keeps_the_id()
    {
        using var stage = Stage.Accepting();

        var error = await Soon.Throws<ModelWaitCanceledException>(stage.Still.Attach(Steps.Id).GetStatusAsync(new CancellationToken(true)));

        Assert.Equal(Steps.Id, error.RequestId);
        Assert.Empty(stage.Script.Requests);
    }
}
