namespace SchemaSdk.Tests.InFlight;

/// <summary>The client must limit its requests in flight, and calls beyond the limit must wait for their turn.</summary>
public class InFlightTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_option_sets_the_limit(int most)
    {
        using var stage = Busy(out var crowd);
        stage.Options.MaxRequestsInFlight = most;

        // The waits are for attached jobs, because the client would learn the durations of submitted jobs and delay their polls.
        var calls = Enumerable.Range(0, 100).Select(_ => Task.WhenAll(
            stage.Still.SubmitAsync("a cat"), stage.Still.Attach(Steps.Id).WaitAsync())).ToList();
        await Soon.Until(() => crowd.Now > 0);
        crowd.Open();
        await Soon.Async(Task.WhenAll(calls));

        Assert.InRange(crowd.Most, 1, most);
        Assert.Equal(100, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_that_a_call_waits_for_its_turn_does_not_count_against_its_retries(bool isSubmit)
    {
        var first = Hang.AfterBody;
        using var stage = Stage.Answered(first.Step, Steps.Answer(429, "", retryAfter: "60"), Steps.Accepted).Delayed();
        stage.Options.MaxRequestsInFlight = 1;
        stage.Options.Timeouts.Submit = TimeSpan.FromMinutes(5);
        stage.Script.Status.Does(Steps.Answer(500), Steps.Status("in_queue"));

        var one = stage.Still.SubmitAsync("a cat");
        await first.Reached;
        Task other = isSubmit ? stage.Still.SubmitAsync("a cat") : stage.Still.Attach(Steps.Id).GetStatusAsync();
        stage.Time.Advance(TimeSpan.FromMinutes(4));
        first.Answer(Steps.Accepted);
        await Soon.Async(one);
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        await Soon.Async(other);
        Assert.Equal(isSubmit ? (3, 0) : (1, 2), (stage.Script.Submit.Count, stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_submit_canceled_while_it_waits_for_its_turn_is_never_sent()
    {
        var first = Hang.AfterBody;
        using var stage = Stage.Answered(first.Step, Steps.Accepted).Delayed();
        stage.Options.MaxRequestsInFlight = 1;

        var one = stage.Still.SubmitAsync("a cat");
        await first.Reached;
        var stopped = stage.Still.RunAsync("a cat", null, stage.Stop.Token);
        var last = stage.Still.SubmitAsync("a cat");
        await stage.Stop.CancelAsync();

        var error = await Soon.Throws<OperationCanceledException>(stopped);
        Assert.IsNotType<ModelWaitCanceledException>(error);
        Assert.Equal((stage.Stop.Token, 1), (error.CancellationToken, stage.Script.Submit.Count));
        first.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll(one, last));
        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_when_the_client_is_disposed_is_never_sent()
    {
        var first = Hang.AfterBody;
        using var stage = Stage.Answered(first.Step).Delayed();
        stage.Options.MaxRequestsInFlight = 1;

        var one = stage.Still.SubmitAsync("a cat");
        await first.Reached;
        var submit = stage.Still.RunAsync("a cat");
        var read = stage.Still.Attach(Steps.Id).GetStatusAsync();
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(submit);
        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(read)).RequestId);
        await stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
        stage.Time.Advance(TimeSpan.FromSeconds(5));
        await Soon.Throws<ModelSubmissionUnknownException>(one);
        Assert.Single(stage.Script.Requests);
    }

    [Fact]
    public async Task Calls_are_sent_in_the_order_in_which_they_were_made()
    {
        var first = Hang.AfterBody;
        List<string> sent = [];
        using var stage = Stage.Answered(
            first.Step, Steps.Accepted.After(async request => sent.Add(await request.Content!.ReadAsStringAsync()))).Delayed();
        stage.Options.MaxRequestsInFlight = 1;

        var one = stage.Still.SubmitAsync("first");
        await first.Reached;
        var others = Enumerable.Range(1, 9).Select(call => stage.Still.SubmitAsync($"{call}")).ToList();
        first.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll([one, .. others]));

        Assert.Equal(Enumerable.Range(1, 9).Select(call => $$"""{"prompt":"{{call}}"}"""), sent);
    }

    private static Stage Busy(out Crowd crowd)
    {
        // A fake clock would skip to the timeouts of the polls that are waiting for a slot.
        var stage = new Stage();
        stage.Options.TimeProvider = TimeProvider.System;
        stage.Options.Polling.RequestsPerSecond = double.PositiveInfinity;
        crowd = new Crowd();
        stage.Script.Submit.Does(crowd.Behind(Steps.Accepted));
        stage.Script.Status.Does(crowd.Behind(Steps.Status("completed")));
        stage.Script.Result.Does(crowd.Behind(Steps.Succeeded));
        return stage;
    }
}
