namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests a submit whose caller cancels, whose client is disposed, or whose timeout elapses. Every accepted job must be reported.
/// </summary>
public sealed class SubmitStopTests() : StageTest(new Stage(skipsDelays: false))
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_call_canceled_before_its_submit_sends_nothing()
    {
        var error = await Soon.Throws<OperationCanceledException>(Stage.Still.RunAsync("a cat", null, new CancellationToken(true)));

        Assert.Empty(Stage.Script.Requests);
        Assert.True(error.CancellationToken.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false, typeof(OperationCanceledException))]
    [InlineData(true, typeof(ObjectDisposedException))]
    public async Task A_submit_stopped_before_its_body_was_sent_is_never_sent(bool isDisposed, Type error)
    {
        var hang = Pending(Hang.BeforeBody);
        var run = Stage.Still.RunAsync("a cat", null, Stage.Stop.Token);
        await hang.Reached;

        if (isDisposed)
        {
            Stage.Client.Dispose();
        }
        else
        {
            await Stage.Stop.CancelAsync();
        }

        Assert.IsType(error, await Record.ExceptionAsync(() => Soon.Async(run)));
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(false, CancelOutcome.Canceled)]
    public async Task A_submit_canceled_after_its_body_was_sent_reports_the_request_id_and_cancels_the_job_if_the_options_say_so(
        bool isRun, CancelOutcome? outcome)
    {
        var hang = Pending(Hang.AfterBody);
        Stage.Script.Cancel.Does(Steps.Answer(202, """{"status":"completed","outcome":"cancelled"}"""));
        var options = outcome is null ? null : new RunOptions { OnCancel = CancelBehavior.CancelJob };
        Task call = isRun
            ? Stage.Still.RunAsync("a cat", options, Stage.Stop.Token)
            : Stage.Still.SubmitAsync("a cat", options, Stage.Stop.Token);
        await hang.Reached;
        await Stage.Stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(call);
        Assert.Equal((Steps.Id, StillModel.Id, outcome), (error.RequestId, error.ModelId, error.CancelOutcome));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Equal(outcome is null ? 0 : 1, Stage.Script.Cancel.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_without_an_answer_five_seconds_after_it_was_canceled_or_timed_out_is_unknown(bool isCanceled)
    {
        var hang = Pending(Hang.AfterBody);
        var run = Stage.Still.RunAsync("a cat", null, Stage.Stop.Token);
        await hang.Reached;
        if (isCanceled)
        {
            await Stage.Stop.CancelAsync();
        }
        else
        {
            Stage.Time.Advance(TimeSpan.FromSeconds(100));
        }

        await Stage.Time.LimitAsync(Grace);
        Stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        Stage.Time.Advance(TimeSpan.FromTicks(1));

        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_canceled_submit_that_is_then_refused_reports_the_refusal()
    {
        var hang = Pending(Hang.AfterBody);
        var run = Stage.Still.RunAsync("a cat", null, Stage.Stop.Token);
        await hang.Reached;
        await Stage.Stop.CancelAsync();
        hang.Answer(Steps.Answer(402));

        Assert.IsType<ModelApiException>((await Soon.Throws<OperationCanceledException>(run)).InnerException);
    }

    [Fact]
    public async Task A_submit_whose_body_was_not_sent_before_its_timeout_is_retried()
    {
        var hang = Pending(Hang.BeforeBody);
        Stage.Script.Submit.Does(Steps.Accepted);
        var submit = Stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        Stage.Time.Advance(TimeSpan.FromSeconds(100));
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        Assert.Equal(2, Stage.Script.Submit.Count);
    }

    private Hang Pending(Hang hang)
    {
        Stage.Script.Submit.Does(hang.Step);
        return hang;
    }
}
