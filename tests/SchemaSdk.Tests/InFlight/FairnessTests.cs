namespace SchemaSdk.Tests.InFlight;

/// <summary>Calls and polls must share the limit of requests in flight, and neither may block the other.</summary>
public sealed class FairnessTests() : StageTest(new Stage(skipsDelays: false))
{
    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public async Task A_wait_is_not_blocked_by_calls_that_never_end(int most)
    {
        using var stage = Stage.Succeeding().Delayed();
        stage.Options.MaxRequestsInFlight = most;
        var crowd = new Crowd();
        stage.Script.Submit.DoesOnly(crowd.Behind(Steps.Accepted));

        var submits = Enumerable.Range(0, 10_000).Select(_ => stage.Still.SubmitAsync("a cat")).ToList();
        await Soon.Until(() => crowd.Now > 0);
        await Soon.Async(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.DoesNotContain(submits, submit => submit.IsCompleted);
        stage.Client.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => Soon.Async(Task.WhenAll(submits)));
    }

    [Fact]
    public async Task A_submit_is_not_blocked_by_slow_polls()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Options.MaxRequestsInFlight = 4;
        stage.Options.Polling.RequestsPerSecond = double.PositiveInfinity;
        var answers = new SemaphoreSlim(0);
        stage.Script.Status.Does(async (request, cancellation) =>
        {
            await answers.WaitAsync(cancellation);
            return await Steps.Json("""{"status":"in_progress"}""")(request, cancellation);
        });

        var waits = Enumerable.Range(0, 500).Select(job => stage.Still.Attach($"req-{job}").WaitAsync()).ToList();
        await Soon.Until(() => stage.Script.Status.Count == 3);

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);
        answers.Release();
        await Soon.Until(() => stage.Script.Status.Count == 4);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
    }

    [Fact]
    public async Task With_one_request_in_flight_calls_and_polls_take_turns()
    {
        Stage.Options.MaxRequestsInFlight = 1;
        Stage.Options.Polling.RequestsPerSecond = double.PositiveInfinity;
        var order = new System.Collections.Concurrent.ConcurrentQueue<char>();
        var first = Hang.AfterBody;
        Stage.Script.Submit.Does(first.Step, Recording('s', Steps.Accepted));
        Stage.Script.Status.Does(Recording('p', Steps.Json("""{"status":"cancelled"}""")));

        var begun = Stage.Still.SubmitAsync("a cat");
        await first.Reached;
        var submits = Enumerable.Range(0, 20).Select(_ => Stage.Still.SubmitAsync("a cat")).ToList();
        var waits = Enumerable.Range(0, 20).Select(job => Stage.Still.Attach($"req-{job}").WaitAsync()).ToList();
        first.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll([begun, .. submits]));
        foreach (var wait in waits)
        {
            await Soon.Throws<ModelCanceledException>(wait);
        }

        Assert.Equal(string.Concat(Enumerable.Repeat("ps", 20)), string.Concat(order));

        // During the delay, the next request arrives and waits for its turn, as with a real service.
        Step Recording(char call, Step answer) => answer.After(async _ =>
        {
            order.Enqueue(call);
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        });
    }

    [Fact]
    public async Task Ten_thousand_concurrent_reads_do_not_block_the_polls_of_a_wait()
    {
        Stage.Script.Status.Does((request, cancellation) => Steps.Json(
            request.RequestUri!.AbsolutePath.Contains("req-1/", StringComparison.Ordinal) && Stage.Script.Status.Count > 10_000
                ? $$"""{"request_id":"{{Steps.Id}}","status":"cancelled"}"""
                : """{"status":"in_progress"}""")(request, cancellation));
        var wait = Stage.Still.Attach(Steps.Id).WaitAsync();
        await Soon.Until(() => Stage.Time.Waiting == 1);
        var due = Stage.Time.NextDue!.Value;

        var reads = Enumerable.Range(0, 10_000).Select(job => Stage.Still.Attach($"other-{job}").GetStatusAsync());
        await Soon.Async(Task.WhenAll(reads));
        Stage.Time.Advance(due + TimeSpan.FromSeconds(1) - Stage.Time.GetUtcNow());

        await Soon.Throws<ModelCanceledException>(wait);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_cancel_is_not_blocked_by_slow_submits(int most)
    {
        using var stage = Stage.Answered(Hang.AfterBody.Step).Delayed();
        stage.Options.MaxRequestsInFlight = most;
        stage.Script.Cancel.Does(Steps.Json("""{"outcome":"cancelled"}"""));

        var submits = Enumerable.Range(0, 200).Select(_ => stage.Still.SubmitAsync("a cat")).ToList();
        var cancel = stage.Still.Attach(Steps.Id).CancelAsync();

        Assert.Equal(CancelOutcome.Canceled, await Soon.Async(cancel));
        Assert.DoesNotContain(submits, submit => submit.IsCompleted);
    }

    [Fact]
    public async Task A_cancel_that_waited_for_its_turn_until_its_timeout_is_sent_anyway()
    {
        Stage.Options.MaxRequestsInFlight = 1;
        var hang = Hang.AfterBody;
        Stage.Script.Cancel.Does(hang.Step, Steps.Json("""{"outcome":"cancelled"}"""));

        _ = Stage.Still.Attach("req-other").CancelAsync();
        await hang.Reached;
        Stage.Time.Advance(TimeSpan.FromSeconds(1));
        var cancel = Stage.Still.Attach(Steps.Id).CancelAsync();
        Assert.Equal(1, Stage.Script.Cancel.Count);
        Stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(CancelOutcome.Canceled, await Soon.Async(cancel));
    }
}
