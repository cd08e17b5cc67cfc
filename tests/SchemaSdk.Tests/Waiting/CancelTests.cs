namespace SchemaSdk.Tests.Waiting;

public sealed class CancelTests() : StageTest(new Stage())
{
    [Theory]
    [InlineData(200, """{"outcome":"cancelled"}""", CancelOutcome.Canceled)]
    [InlineData(202, """{"request_id":"req-1","status":"completed","outcome":"cancelled"}""", CancelOutcome.Canceled)]
    [InlineData(202, """{"status":"cancelled","outcome":"not_cancellable"}""", CancelOutcome.NotCancelable)]
    [InlineData(202, """{"outcome":"perhaps"}""", CancelOutcome.Unconfirmed)]
    [InlineData(409, """{"outcome":"not_cancellable"}""", CancelOutcome.NotCancelable)]
    [InlineData(500, """{"outcome":"cancelled"}""", CancelOutcome.Canceled)]
    public async Task Only_the_outcome_in_the_answer_decides_whether_the_job_is_canceled(int status, string body, CancelOutcome outcome)
    {
        Stage.Script.Cancel.Does(Steps.Answer(status, body));

        Assert.Equal(outcome, await Soon.Async(Stage.Still.Attach(Steps.Id).CancelAsync()));
        Assert.Equal(1, Stage.Script.Cancel.Count);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(202, "{ not json")]
    [InlineData(202, """{"status":"cancelled"}""")]
    [InlineData(202, """{"outcome":7}""")]
    [InlineData(202, """{"request_id":"req-2","outcome":"cancelled"}""")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    public async Task A_failed_cancel_is_retried_for_five_seconds_and_is_then_unconfirmed(int status, string body)
    {
        Stage.Script.Cancel.Does(Steps.Answer(status, body));

        var outcome = await Soon.Async(Stage.Still.Attach(Steps.Id).CancelAsync());

        Assert.Equal(CancelOutcome.Unconfirmed, outcome);
        Assert.True(Stage.Script.Cancel.Count > 1);
        Assert.InRange(Stage.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_cancel_that_disposal_cuts_short_is_unconfirmed()
    {
        var hang = Hang.AfterBody;
        Stage.Script.Cancel.Does(hang.Step);
        var call = Stage.Still.Attach(Steps.Id).CancelAsync();
        await hang.Reached;

        Stage.Client.Dispose();
        var error = await Soon.Throws<ModelWaitCanceledException>(call);

        Assert.Equal(CancelOutcome.Unconfirmed, error.CancelOutcome);
        Assert.Contains("did not confirm that the job was cancelled", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"error_code":404001}""")]
    [InlineData(401, "")]
    [InlineData(404, "")]
    public async Task A_refused_cancel_throws(int status, string body)
    {
        Stage.Script.Cancel.Does(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(Stage.Still.Attach(Steps.Id).CancelAsync());

        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Theory]
    [InlineData(0, HttpRequestError.ResponseEnded, CancelOutcome.Unconfirmed)]
    [InlineData(500, null, CancelOutcome.Unconfirmed)]
    [InlineData(0, HttpRequestError.ConnectionError, CancelOutcome.NotCancelable)]
    [InlineData(429, null, CancelOutcome.NotCancelable)]
    public async Task A_job_that_a_retry_cannot_cancel_may_have_been_canceled_by_an_earlier_cancel_that_was_sent(
        int status, HttpRequestError? failure, CancelOutcome outcome)
    {
        var first = failure is { } kind ? Steps.FailsAfter(Steps.Error(kind)) : Steps.Answer(status);
        Stage.Script.Cancel.Does(first, Steps.Json("""{"outcome":"not_cancellable"}"""));

        Assert.Equal(outcome, await Soon.Async(Stage.Still.Attach(Steps.Id).CancelAsync()));
        Assert.Equal(2, Stage.Script.Cancel.Count);
    }

    [Theory]
    [InlineData("succeeded", CancelOutcome.NotCancelable)]
    [InlineData("cancelled", CancelOutcome.Canceled)]
    public async Task A_job_that_is_known_to_have_ended_is_not_canceled_at_the_service(string word, CancelOutcome outcome)
    {
        using var stage = Stage.Ended(Steps.Status(word));
        var job = stage.Still.Attach(Steps.Id);
        await Soon.Async(job.GetStatusAsync());

        Assert.Equal(outcome, await Soon.Async(job.CancelAsync()));
        Assert.Equal(0, stage.Script.Cancel.Count);
    }

    [Fact]
    public async Task A_cancel_that_fails_because_the_clock_throws_keeps_no_slot()
    {
        Stage.Options.MaxRequestsInFlight = 1;

        // The clock throws when the second timeout starts, after the wait for a slot.
        var limits = 0;
        Stage.Options.TimeProvider = new BrokenTime { FailsToStart = (state, _) => state is CancellationTokenSource && ++limits == 2 };

        var error = await Soon.Throws<ModelException>(Stage.Still.Attach(Steps.Id).CancelAsync());

        Assert.Equal((Steps.Id, typeof(FormatException)), (error.RequestId, error.InnerException!.GetType()));
        Assert.True(Stage.Client.Calls.Access.InFlight.EnterCancelAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }
}
