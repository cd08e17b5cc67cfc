using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that neither takes the lines before a submit nor fails holds no call for ever, and nothing is sent.</summary>
public sealed class HungBeginTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(3);
    private static readonly RunOptions Keyed = new() { Key = "order-7", JobTimeout = Time };

    private readonly MemoryJobLedger _inner = Shelf.Open(new MemoryStore());
    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_of_the_caller_ends_a_call_whose_first_line_the_ledger_does_not_take(bool hasKey)
    {
        var ledger = Hanging(LedgerState.Intended);
        using var stop = new CancellationTokenSource();
        var run = _stage.Still.RunAsync("a cat", hasKey ? Keyed : null, stop.Token);
        await ledger.Reached;

        await stop.CancelAsync();
        var error = await Soon.Throws<OperationCanceledException>(run);

        Assert.Equal((stop.Token, 0), (error.CancellationToken, _stage.Script.Submit.Count));
    }

    [Fact]
    public async Task The_time_of_the_job_ends_a_call_whose_first_line_the_ledger_does_not_take()
    {
        var ledger = Hanging(LedgerState.Intended);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await PassAsync(Time);
        var error = await Soon.Throws<ModelLedgerException>(run);

        Assert.Equal((null, "order-7", StillModel.Id), (error.RequestId, error.Key, error.ModelId));
        Assert.StartsWith(
            "Nothing was submitted to acme/still: neither the ledger nor another call with the same key answered within the JobTimeout "
            + "of 180 s.",
            error.Message, StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task DisposeAsync_ends_a_call_whose_first_line_the_ledger_does_not_take()
    {
        var ledger = Hanging(LedgerState.Intended);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await Soon.Async(_stage.Client.DisposeAsync().AsTask());

        await Soon.Throws<ObjectDisposedException>(run);
    }

    [Fact]
    public async Task A_first_line_that_the_ledger_takes_after_the_call_is_followed_by_a_line_saying_that_nothing_was_sent()
    {
        var ledger = Hanging(LedgerState.Intended);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;
        await PassAsync(Time);
        await Soon.Throws<ModelLedgerException>(run);
        var later = _stage.Still.SubmitAsync("a cat", Keyed);

        ledger.Go();
        var job = await Soon.Async(later);

        Assert.Equal((Steps.Id, 1), (job.RequestId, _stage.Script.Submit.Count));

        // Its first line, the one saying that nothing was sent, and those of the later call.
        var entry = (await _inner.FindAsync("order-7"))!;
        Assert.Equal((LedgerState.Accepted, 4), (entry.State, entry.Version));
    }

    [Fact]
    public async Task A_call_that_waits_for_the_key_of_one_whose_ledger_hangs_ends_in_its_own_time()
    {
        var ledger = Hanging(LedgerState.Intended);
        var first = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;
        var second = _stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Grace });

        await PassAsync(Grace);
        await Soon.Throws<ModelLedgerException>(second);

        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task The_time_of_the_job_ends_a_call_whose_line_that_it_is_sent_the_ledger_does_not_take()
    {
        var ledger = Hanging(LedgerState.Sending);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await Soon.Until(() => _stage.Time.NextDue == _stage.Time.GetUtcNow() + Time);
        _stage.Time.Advance(Time);
        await PassAsync(Grace);
        var error = await Soon.Throws<ModelLedgerException>(run);
        ledger.Go();
        await Soon.Until(async () => (await _inner.FindAsync("order-7"))!.State == LedgerState.Refused);

        Assert.Equal((null, "order-7", 0), (error.RequestId, error.Key, _stage.Script.Submit.Count));
        Assert.Contains("could not be recorded in the ledger: The ledger did not answer within the JobTimeout.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_that_a_job_is_sent_has_the_time_that_the_first_line_has_left()
    {
        var sending = new HeldLedger(_inner, LedgerState.Sending);
        var first = new HeldLedger(sending, LedgerState.Intended);
        _stage.Options.Ledger = first;
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await first.Reached;
        await _stage.Time.LimitAsync(Time);
        _stage.Time.Advance(TimeSpan.FromMinutes(2));
        first.Go();
        await sending.Reached;

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(Grace);

        Assert.Null((await Soon.Throws<ModelLedgerException>(run)).RequestId);
        Assert.Equal(0, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task The_time_in_which_a_job_waits_for_its_place_is_not_that_of_its_lines()
    {
        var ledger = Hanging(LedgerState.Sending);
        _stage.Options.MaxRequestsInFlight = 1;
        var look = Hang.BeforeBody;
        _stage.Script.Status.Does(look.Step);
        var looking = _stage.Still.Attach(Steps.Id).GetStatusAsync();
        await look.Reached;
        var submitting = _stage.Still.SubmitAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromSeconds(6) });
        await Soon.Until(async () => await _inner.FindAsync("order-7") is not null);

        // The line is in the file before its call has heard of it, and has taken its own limit away.
        await Soon.Until(() => _stage.Time.NextDue != _stage.Time.GetUtcNow() + TimeSpan.FromSeconds(6));

        _stage.Time.Advance(TimeSpan.FromSeconds(6));
        look.Answer(Steps.Status("in_progress"));
        await Soon.Async(looking);
        await ledger.Reached;
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(submitting)).RequestId);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _inner.Dispose();
    }

    private HeldLedger Hanging(LedgerState at)
    {
        var ledger = new HeldLedger(_inner, at);
        _stage.Options.Ledger = ledger;
        return ledger;
    }

    private async Task PassAsync(TimeSpan limit)
    {
        await _stage.Time.LimitAsync(limit);
        _stage.Time.Advance(limit);
    }
}
