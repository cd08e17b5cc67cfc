using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

/// <summary>The caller stops, the time is up or the client is disposed, before, during and after the submit.</summary>
public class SubmitStopTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Cancelled_before_the_submit_nothing_is_sent()
    {
        using var stage = Stage.Accepting();

        var error = await Soon.Throws<OperationCanceledException>(stage.Still.RunAsync("a cat", null, new CancellationToken(true)));

        Assert.Empty(stage.Script.Requests);
        Assert.True(error.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancelled_before_the_body_left_it_never_leaves()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Submit.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(run);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_after_the_body_left_the_answer_still_gives_the_id(bool run)
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);

        Task call = run ? stage.Still.RunAsync("a cat", null, stop.Token) : stage.Still.SubmitAsync("a cat", null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(call);
        Assert.Equal((Steps.Id, StillModel.Id, null), (error.RequestId, error.ModelId, error.CancelOutcome));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task Cancelled_during_the_submit_the_job_is_cancelled_too_where_that_is_wanted()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        stage.Script.Cancel.Does(Steps.Answer(202, """{"status":"completed","outcome":"cancelled"}"""));

        var call = stage.Still.SubmitAsync("a cat", new RunOptions { OnCancel = CancelBehavior.CancelJob }, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(call);
        Assert.Equal(CancelOutcome.Canceled, error.CancelOutcome);
    }

    [Fact]
    public async Task Cancelled_after_the_body_left_without_an_answer_in_five_seconds_it_is_unknown()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        await stage.Time.LimitAsync(Grace);
        stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        stage.Time.Advance(TimeSpan.FromTicks(1));

        await Soon.Throws<ModelSubmissionUnknownException>(run);
    }

    [Fact]
    public async Task Cancelled_during_a_submit_that_is_then_refused_nothing_runs()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        hang.Answer(Steps.Answer(402));

        var error = await Soon.Throws<OperationCanceledException>(run);
        Assert.IsType<ModelApiException>(error.InnerException);
    }

    [Fact]
    public async Task A_submit_whose_body_left_is_unknown_once_its_time_and_five_seconds_have_passed()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(100));
        await stage.Time.LimitAsync(Grace);
        stage.Time.Advance(Grace);

        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_submit_that_did_not_leave_in_its_time_is_sent_again()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.BeforeBody;
        stage.Script.Submit.Does(hang.Step, Steps.Accepted);

        var submit = stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(100));
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Disposed_before_the_body_left_nothing_runs()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.BeforeBody;
        stage.Script.Submit.Does(hang.Step);

        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(run);
    }

    [Fact]
    public async Task A_disposed_client_sends_nothing()
    {
        using var stage = Stage.Accepting();
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(stage.Still.SubmitAsync("a cat"));

        Assert.Empty(stage.Script.Requests);
    }
}
