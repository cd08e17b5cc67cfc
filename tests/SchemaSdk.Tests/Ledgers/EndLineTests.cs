using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The line with the end of a job, where the disk does not take it.</summary>
public sealed class EndLineTests
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task An_end_that_cannot_be_recorded_is_tried_once_more()
    {
        var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        _store.Fail(LedgerState.Ended, times: 1);

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(1, _store.Failures);
        await Soon.Until(() => ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
    }

    [Fact]
    public async Task A_result_is_given_although_its_wait_is_cancelled_while_the_store_hangs_and_its_end_is_recorded_later()
    {
        await using var inner = Shelf.Open(_store);
        var ledger = new HeldLedger(inner, LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        using var stop = new CancellationTokenSource();
        var running = stage.Still.RunAsync("a cat", Keyed, cancellationToken: stop.Token);
        await ledger.Reached;

        await stop.CancelAsync();
        var result = await Soon.Async(running);
        var before = (await inner.FindAsync("order-7"))!.State;
        ledger.Go();

        Assert.Equal((Steps.Id, LedgerState.Accepted), (result.RequestId, before));
        await Soon.Until(() => inner.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
    }

    [Fact]
    public async Task A_result_is_given_although_the_store_stays_full_and_the_next_process_gets_it_again()
    {
        var ledger = Shelf.Open(_store);
        using (var first = Shelf.Accepting(ledger))
        {
            _store.Fail(LedgerState.Ended);

            var result = await Soon.Async(first.Still.RunAsync("a cat", Keyed));

            Assert.Equal(Steps.Id, result.RequestId);
            Assert.Equal(LedgerState.Accepted, (await ledger.FindAsync("order-7"))!.State);
        }

        using var second = Shelf.Accepting(Shelf.Open(_store.AfterCrash()));

        var again = await Soon.Async(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 0), (again.RequestId, second.Script.Submit.Count));
    }
}
