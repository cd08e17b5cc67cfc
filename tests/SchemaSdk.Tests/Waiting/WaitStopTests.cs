namespace SchemaSdk.Tests.Waiting;

public sealed class WaitStopTests() : StageTest(Stage.Accepting(skipsDelays: false))
{
    [Theory]
    [InlineData("between two polls")]
    [InlineData("after a refusal")]
    [InlineData("during a poll")]
    public async Task A_canceled_wait_keeps_the_request_id_and_the_job_continues(string moment)
    {
        var hang = Hang.BeforeBody;
        Stage.Script.Status.Does(moment switch
        {
            "during a poll" => hang.Step,
            "after a refusal" => Steps.Answer(429, "", retryAfter: "60"),
            _ => Steps.Status("in_queue"),
        });

        var run = Stage.Still.RunAsync("a cat", null, Stage.Stop.Token);
        await (moment == "during a poll" ? hang.Reached : Stage.Time.NextDelayAsync());
        await Stage.Stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((StillModel.Id, Steps.Id, null), (error.ModelId, error.RequestId, error.CancelOutcome));
        Assert.Equal(Stage.Stop.Token, error.CancellationToken);
        Assert.True(run.IsCanceled);
        Assert.Equal(0, Stage.Script.Cancel.Count);
    }

    [Theory]
    [InlineData(202, """{"request_id":"req-1","status":"completed","outcome":"cancelled"}""", CancelOutcome.Canceled)]
    [InlineData(202, """{"outcome":"not_cancellable"}""", CancelOutcome.NotCancelable)]
    [InlineData(404, "", CancelOutcome.Unconfirmed)]
    [InlineData(401, "", CancelOutcome.Unconfirmed)]
    public async Task A_wait_that_also_cancels_its_job_reports_the_outcome(int status, string body, CancelOutcome outcome)
    {
        Stage.Script.Status.Does(Steps.Status("in_queue"));
        Stage.Script.Cancel.Does(Steps.Answer(status, body));

        var run = Stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, Stage.Stop.Token);
        await Stage.Time.NextDelayAsync();
        await Stage.Stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((Steps.Id, outcome), (error.RequestId, error.CancelOutcome));
        Assert.Equal(outcome == CancelOutcome.Unconfirmed, error.InnerException is ModelApiException);
    }

    [Fact]
    public async Task A_wait_that_also_cancels_its_job_ends_within_five_seconds()
    {
        var hang = Hang.AfterBody;
        Stage.Script.Status.Does(Steps.Status("in_queue"));
        Stage.Script.Cancel.Does(hang.Step);

        var run = Stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, Stage.Stop.Token);
        await Stage.Time.NextDelayAsync();
        await Stage.Stop.CancelAsync();
        await hang.Reached;
        Stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(CancelOutcome.Unconfirmed, (await Soon.Throws<ModelWaitCanceledException>(run)).CancelOutcome);
    }

    [Fact]
    public async Task A_job_of_a_disposed_client_makes_no_request()
    {
        var job = Stage.Still.Attach(Steps.Id);
        Stage.Client.Dispose();

        await Soon.Throws<ModelWaitCanceledException>(job.WaitAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.GetStatusAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.CancelAsync());

        Assert.Empty(Stage.Script.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_call_or_a_cancel_that_its_caller_cancels_keeps_the_request_id(bool isStatus)
    {
        var (job, canceled) = (Stage.Still.Attach(Steps.Id), new CancellationToken(true));

        var error = await Soon.Throws<ModelWaitCanceledException>(isStatus ? job.GetStatusAsync(canceled) : job.CancelAsync(canceled));

        Assert.Equal((Steps.Id, isStatus ? null : CancelOutcome.Unconfirmed), (error.RequestId, error.CancelOutcome));
        Assert.Empty(Stage.Script.Requests);
    }
}
