namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests a submit whose caller cancels, whose client is disposed, or whose timeout elapses. Every accepted job must be reported.
/// </summary>
public sealed class SubmitStopTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Stage _stage = new(skipsDelays: false);
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task A_call_canceled_before_its_submit_sends_nothing()
    {
        var error = await Soon.Throws<OperationCanceledException>(_stage.Still.RunAsync("a cat", null, new CancellationToken(true)));

        Assert.Empty(_stage.Script.Requests);
        Assert.True(error.CancellationToken.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false, typeof(OperationCanceledException))]
    [InlineData(true, typeof(ObjectDisposedException))]
    public async Task A_submit_stopped_before_its_body_was_sent_is_never_sent(bool isDisposed, Type error)
    {
        var hang = Pending(Hang.BeforeBody);
        var run = _stage.Still.RunAsync("a cat", null, _stop.Token);
        await hang.Reached;

        if (isDisposed)
        {
            _stage.Client.Dispose();
        }
        else
        {
            await _stop.CancelAsync();
        }

        Assert.IsType(error, await Record.ExceptionAsync(() => Soon.Async(run)));
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_canceled_after_its_body_was_sent_still_reports_the_request_id(bool isRun)
    {
        var hang = Pending(Hang.AfterBody);
        Task call = isRun ? _stage.Still.RunAsync("a cat", null, _stop.Token) : _stage.Still.SubmitAsync("a cat", null, _stop.Token);
        await hang.Reached;
        await _stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(call);
        Assert.Equal((Steps.Id, StillModel.Id, null), (error.RequestId, error.ModelId, error.CancelOutcome));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task A_job_whose_submit_is_canceled_is_canceled_at_the_service_if_the_options_say_so()
    {
        var hang = Pending(Hang.AfterBody);
        _stage.Script.Cancel.Does(Steps.Answer(202, """{"status":"completed","outcome":"cancelled"}"""));
        var call = _stage.Still.SubmitAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, _stop.Token);
        await hang.Reached;
        await _stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        Assert.Equal(CancelOutcome.Canceled, (await Soon.Throws<ModelWaitCanceledException>(call)).CancelOutcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_without_an_answer_five_seconds_after_it_was_canceled_or_timed_out_is_unknown(bool isCanceled)
    {
        var hang = Pending(Hang.AfterBody);
        var run = _stage.Still.RunAsync("a cat", null, _stop.Token);
        await hang.Reached;
        if (isCanceled)
        {
            await _stop.CancelAsync();
        }
        else
        {
            _stage.Time.Advance(TimeSpan.FromSeconds(100));
        }

        await _stage.Time.LimitAsync(Grace);
        _stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        _stage.Time.Advance(TimeSpan.FromTicks(1));

        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_canceled_submit_that_is_then_refused_reports_the_refusal()
    {
        var hang = Pending(Hang.AfterBody);
        var run = _stage.Still.RunAsync("a cat", null, _stop.Token);
        await hang.Reached;
        await _stop.CancelAsync();
        hang.Answer(Steps.Answer(402));

        Assert.IsType<ModelApiException>((await Soon.Throws<OperationCanceledException>(run)).InnerException);
    }

    [Fact]
    public async Task A_submit_whose_body_was_not_sent_before_its_timeout_is_retried()
    {
        var hang = Pending(Hang.BeforeBody);
        _stage.Script.Submit.Does(Steps.Accepted);
        var submit = _stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        _stage.Time.Advance(TimeSpan.FromSeconds(100));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        Assert.Equal(2, _stage.Script.Submit.Count);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _stop.Dispose();
    }

    private Hang Pending(Hang hang)
    {
        _stage.Script.Submit.Does(hang.Step);
        return hang;
    }
}
