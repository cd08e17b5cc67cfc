namespace SchemaSdk.Tests.Waiting;

public sealed class WaitStopTests : IDisposable
{
    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData("between two polls")]
    [InlineData("after a refusal")]
    [InlineData("during a poll")]
    public async Task A_canceled_wait_keeps_the_request_id_and_the_job_continues(string moment)
    {
        var hang = Hang.BeforeBody;
        _stage.Script.Status.Does(moment switch
        {
            "during a poll" => hang.Step,
            "after a refusal" => Steps.Answer(429, "", retryAfter: "60"),
            _ => Steps.Status("in_queue"),
        });

        var run = _stage.Still.RunAsync("a cat", null, _stop.Token);
        await (moment == "during a poll" ? hang.Reached : _stage.Time.NextDelayAsync());
        await _stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((StillModel.Id, Steps.Id, null), (error.ModelId, error.RequestId, error.CancelOutcome));
        Assert.Equal(_stop.Token, error.CancellationToken);
        Assert.True(run.IsCanceled);
        Assert.Equal(0, _stage.Script.Cancel.Count);
    }

    [Theory]
    [InlineData(202, """{"request_id":"req-1","status":"completed","outcome":"cancelled"}""", CancelOutcome.Canceled)]
    [InlineData(202, """{"outcome":"not_cancellable"}""", CancelOutcome.NotCancelable)]
    [InlineData(404, "", CancelOutcome.Unconfirmed)]
    [InlineData(401, "", CancelOutcome.Unconfirmed)]
    public async Task A_wait_that_also_cancels_its_job_reports_the_outcome(int status, string body, CancelOutcome outcome)
    {
        _stage.Script.Status.Does(Steps.Status("in_queue"));
        _stage.Script.Cancel.Does(Steps.Answer(status, body));

        var run = _stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, _stop.Token);
        await _stage.Time.NextDelayAsync();
        await _stop.CancelAsync();

        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Equal((Steps.Id, outcome), (error.RequestId, error.CancelOutcome));
        Assert.Equal(outcome == CancelOutcome.Unconfirmed, error.InnerException is ModelApiException);
    }

    [Fact]
    public async Task A_wait_that_also_cancels_its_job_ends_within_five_seconds()
    {
        var hang = Hang.AfterBody;
        _stage.Script.Status.Does(Steps.Status("in_queue"));
        _stage.Script.Cancel.Does(hang.Step);

        var run = _stage.Still.RunAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, _stop.Token);
        await _stage.Time.NextDelayAsync();
        await _stop.CancelAsync();
        await hang.Reached;
        _stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(CancelOutcome.Unconfirmed, (await Soon.Throws<ModelWaitCanceledException>(run)).CancelOutcome);
    }

    [Fact]
    public async Task Disposing_the_client_ends_every_wait_with_its_request_id_and_cancels_no_job()
    {
        _stage.Script.Status.Does(Steps.Status("in_queue"));
        var options = new RunOptions { OnCancel = CancelBehavior.CancelJob };

        Task[] waits = [_stage.Still.RunAsync("a cat", options), _stage.Still.Attach("req-1").WaitAsync()];
        await Soon.Until(() => _stage.Time.Waiting == waits.Length);
        _stage.Client.Dispose();

        foreach (var wait in waits)
        {
            Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        }

        Assert.Equal(0, _stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task A_job_of_a_disposed_client_makes_no_request()
    {
        var job = _stage.Still.Attach(Steps.Id);
        _stage.Client.Dispose();

        await Soon.Throws<ModelWaitCanceledException>(job.WaitAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.GetStatusAsync());
        await Soon.Throws<ModelWaitCanceledException>(job.CancelAsync());

        Assert.Empty(_stage.Script.Requests);
    }

    [Fact]
    public async Task A_canceled_status_call_keeps_the_request_id()
    {
        var error = await Soon.Throws<ModelWaitCanceledException>(
            _stage.Still.Attach(Steps.Id).GetStatusAsync(new CancellationToken(true)));

        Assert.Equal(Steps.Id, error.RequestId);
        Assert.Empty(_stage.Script.Requests);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _stop.Dispose();
    }
}
