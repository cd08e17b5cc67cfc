namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// Calls with the same key in one client must poll the job together. Each call polls one last time at its own timeout.
/// </summary>
public sealed class SharedWaitTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

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
        var runs = Enumerable.Range(0, 50).Select(_ => _stage.Still.RunAsync("a cat", Shelf.Keyed)).ToList();
        await _status.Reached;

        _status.Answer(Steps.Status("completed"));
        var results = await Soon.Async(Task.WhenAll(runs));

        Assert.All(results, result => Assert.Equal(Steps.Id, result.RequestId));
        Assert.Equal((1, 1, 1), (_stage.Script.Submit.Count, _stage.Script.Status.Count, _stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_call_that_found_the_job_before_its_end_and_waits_afterwards_does_not_poll_again()
    {
        var ledger = new HeldLedger(Shelf.Open(new MemoryStore())) { HoldsKnown = true };
        _stage.Options.Ledger = ledger;
        var first = _stage.Still.RunAsync("a cat", Shelf.Keyed);
        await _status.Reached;
        var second = _stage.Still.RunAsync("a cat", Shelf.Keyed);
        await ledger.Reached;

        _status.Answer(Steps.Status("completed"));
        await Soon.Async(first);
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(second)).RequestId);
        Assert.Equal((1, 1, 1), (_stage.Script.Submit.Count, _stage.Script.Status.Count, _stage.Script.Result.Count));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_canceled_call_ends_only_its_own_wait_and_a_later_call_polls_again(bool isEarlier, int polls)
    {
        var first = _stage.Still.RunAsync("a cat", Shelf.Keyed, _stage.Stop.Token);
        await _status.Reached;
        var second = isEarlier ? _stage.Still.RunAsync("a cat", Shelf.Keyed) : null;

        await _stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(first);
        _status.Answer(Steps.Status("completed"));

        Assert.Equal(Steps.Id, (await Soon.Async(second ?? _stage.Still.RunAsync("a cat", Shelf.Keyed))).RequestId);
        Assert.Equal((1, 0, polls), (_stage.Script.Submit.Count, _stage.Script.Cancel.Count, _stage.Script.Status.Count));
    }

    [Fact]
    public async Task A_later_call_with_a_longer_timeout_does_not_extend_the_first_call()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_queue")).Delayed();
        stage.Options.Ledger = Shelf.Open(new MemoryStore());
        var first = stage.Still.RunAsync("a cat", Shelf.Keyed with { JobTimeout = TimeSpan.FromMinutes(1) });
        await Soon.Until(() => stage.Script.Status.Count > 0);
        var joined = await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed with { JobTimeout = TimeSpan.FromHours(1) }));
        var second = joined.WaitAsync();

        stage.Time.Advance(TimeSpan.FromMinutes(1));
        await PassUntilAsync(() => first.IsCompleted);
        var error = await Soon.Throws<ModelTimeoutException>(first);
        var polls = stage.Script.Status.Count;
        await PassUntilAsync(() => stage.Script.Status.Count > polls + 1);
        stage.Script.Status.DoesOnly(Steps.Status("completed"));
        await PassUntilAsync(() => second.IsCompleted);

        Assert.Equal((Steps.Id, Steps.Id), (error.RequestId, (await second).RequestId));
        Assert.Contains("within 60 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);

        // Moves the clock from one poll to the next, so no time passes during a request.
        Task PassUntilAsync(Func<bool> isSo) => Soon.Until(() =>
        {
            if (stage.Time.NextDue - stage.Time.GetUtcNow() is { } due && due <= TimeSpan.FromSeconds(5))
            {
                stage.Time.Advance(due);
            }

            return isSo();
        });
    }

    public void Dispose()
    {
        _status.Answer(Steps.Status("completed"));
        _stage.Dispose();
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("in_queue")]
    [InlineData("no answer")]
    public async Task A_later_call_polls_once_more_when_its_timeout_ends(string status)
    {
        using var stage = SeldomPolled();
        var longer = stage.Still.RunAsync("a cat", Shelf.Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var shorter = stage.Still.RunAsync("a cat", Shelf.Keyed with { JobTimeout = Minute });
        await stage.Time.LimitAsync(Minute);
        stage.Script.Status.DoesOnly(
            status == "no answer" ? Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)) : Steps.Status(status));

        stage.Time.Advance(Minute);
        var outcome = await Record.ExceptionAsync(() => Soon.Async(shorter));

        Assert.Equal(2, stage.Script.Status.Count);
        var timeout = outcome as ModelTimeoutException;
        Assert.Equal(status == "completed" ? (null, null) : (Steps.Id, "order-7"), (timeout?.RequestId, timeout?.Key));
        Assert.Equal((status == "completed", status == "no answer"), (outcome is null, timeout?.InnerException is HttpRequestException));
        Assert.True(outcome is null ? (await Soon.Async(longer)).RequestId == Steps.Id : !longer.IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_timeout_of_a_later_call_begins_with_the_call_and_not_when_it_finds_the_job(bool hasWaiter)
    {
        using var stage = SeldomPolled();
        var ledger = new HeldLedger((JobLedger)stage.Options.Ledger!) { HoldsKnown = true };
        stage.Options.Ledger = ledger;
        var first = await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed with { JobTimeout = TimeSpan.FromHours(1) }));
        _ = hasWaiter ? first.WaitAsync() : null;
        await Soon.Until(() => stage.Script.Status.Count == (hasWaiter ? 1 : 0));
        var later = stage.Still.RunAsync("a cat", Shelf.Keyed with { JobTimeout = Minute });
        await ledger.Reached;

        stage.Time.Advance(Minute * 0.75);
        ledger.Go();
        await (hasWaiter
            ? stage.Time.LimitAsync(Minute * 0.25)
            : Soon.Until(() => stage.Script.Status.Count > 0 && stage.Time.Waiting > 0));
        stage.Time.Advance(Minute * 0.25);

        await Soon.Throws<ModelTimeoutException>(later);
    }

    [Fact]
    public async Task The_timeout_of_an_attached_job_begins_with_the_first_wait_and_each_later_wait_polls_once_more()
    {
        using var stage = SeldomPolled();
        var first = stage.Still.RunAsync("a cat", Shelf.Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var entry = (await ((JobLedger)stage.Options.Ledger!).FindAsync("order-7"))!;
        var job = stage.Client.Attach(entry, new() { JobTimeout = Minute });
        stage.Time.Advance(Minute);

        var waiting = job.WaitAsync();
        await stage.Time.LimitAsync(Minute);
        stage.Time.Advance(Minute);
        await Soon.Throws<ModelTimeoutException>(waiting);
        var polls = stage.Script.Status.Count;
        stage.Script.Status.DoesOnly(Steps.Status("completed"));

        Assert.Equal((2, Steps.Id), (polls, (await Soon.Async(job.WaitAsync())).RequestId));
        Assert.Equal(Steps.Id, (await Soon.Async(first)).RequestId);
    }

    // The interval is so long that only the first and the last poll happen before the timeouts of the tests.
    private static Stage SeldomPolled()
    {
        var stage = Stage.Succeeding(Steps.Status("in_queue")).Delayed();
        stage.Options.Ledger = Shelf.Open(new MemoryStore());
        stage.Options.Polling.Interval = TimeSpan.FromMinutes(30);
        return stage;
    }
}
