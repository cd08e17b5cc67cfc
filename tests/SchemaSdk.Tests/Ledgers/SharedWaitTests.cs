using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Calls with one key in one client must poll the job together.</summary>
public sealed partial class SharedWaitTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly Stage _stage = Stage.Accepting();
    private readonly Hang _status = Hang.AfterBody;

    public SharedWaitTests()
    {
        _stage.Options.Ledger = Shelf.Open(new MemoryStore());
        _stage.Script.Status.Does(_status.Step, Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task Fifty_calls_poll_once()
    {
        var runs = Enumerable.Range(0, 50).Select(_ => _stage.Still.RunAsync("a cat", Keyed)).ToList();
        await _status.Reached;

        _status.Answer(Steps.Status("completed"));
        var results = await Soon.Async(Task.WhenAll(runs));

        Assert.All(results, result => Assert.Equal(Steps.Id, result.RequestId));
        Assert.Equal((1, 1, 1), (_stage.Script.Submit.Count, _stage.Script.Status.Count, _stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_call_that_found_the_job_before_its_end_and_waits_after_it_does_not_poll_again()
    {
        var ledger = new LateLedger(Shelf.Open(new MemoryStore()));
        _stage.Options.Ledger = ledger;
        var first = _stage.Still.RunAsync("a cat", Keyed);
        await _status.Reached;
        var second = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Read;

        _status.Answer(Steps.Status("completed"));
        await Soon.Async(first);
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(second)).RequestId);
        Assert.Equal((1, 1, 1), (_stage.Script.Submit.Count, _stage.Script.Status.Count, _stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_canceled_call_ends_only_its_own_wait()
    {
        using var stop = new CancellationTokenSource();
        var first = _stage.Still.RunAsync("a cat", Keyed, stop.Token);
        await _status.Reached;
        var second = _stage.Still.RunAsync("a cat", Keyed);

        await stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(first);
        _status.Answer(Steps.Status("completed"));

        Assert.Equal(Steps.Id, (await Soon.Async(second)).RequestId);
        Assert.Equal((0, 1), (_stage.Script.Cancel.Count, _stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_later_call_with_a_longer_timeout_does_not_extend_the_first()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Options.Ledger = Shelf.Open(new MemoryStore());
        stage.Script.Status.Does(Steps.Status("in_queue"));
        stage.Script.Result.Does(Steps.Succeeded);
        var first = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromMinutes(1) });
        await Soon.Until(() => stage.Script.Status.Count > 0);
        var joined = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) }));
        var second = joined.WaitAsync();

        stage.Time.Advance(TimeSpan.FromMinutes(1));
        await PassUntilAsync(() => first.IsCompleted);
        var error = await Soon.Throws<ModelTimeoutException>(first);
        var polls = stage.Script.Status.Count;
        await PassUntilAsync(() => stage.Script.Status.Count > polls + 1);
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.Status("completed"));
        await PassUntilAsync(() => second.IsCompleted);

        Assert.Equal((Steps.Id, Steps.Id), (error.RequestId, (await second).RequestId));
        Assert.Contains("within 60 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);

        // From one poll to the next: no time passes during a request.
        Task PassUntilAsync(Func<bool> isSo) => Soon.Until(() =>
        {
            if (stage.Time.NextDue - stage.Time.GetUtcNow() is { } due && due <= TimeSpan.FromSeconds(5))
            {
                stage.Time.Advance(due);
            }

            return isSo();
        });
    }

    [Fact]
    public async Task A_call_after_the_last_wait_has_ended_polls_again()
    {
        using var stop = new CancellationTokenSource();
        var first = _stage.Still.RunAsync("a cat", Keyed, stop.Token);
        await _status.Reached;
        await stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(first);

        var second = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 1), (second.RequestId, _stage.Script.Submit.Count));
    }

    public void Dispose()
    {
        _status.Answer(Steps.Status("completed"));
        _stage.Dispose();
    }
}
