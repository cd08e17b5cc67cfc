using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// Tests a sending entry with which the ledger hangs until its caller has left, and which the ledger then cannot confirm.
/// </summary>
public sealed class HungSendingTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    // isLate: true if the ledger fails after the caller has left; false if the caller is still waiting.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_was_enqueued_is_for_workers_again_although_its_caller_has_left(bool isLate)
    {
        var table = new SharedTable(_stage.Time);
        var shared = new SharedLedger(table, "here") { Before = entry => Lose(table, entry) };
        var ledger = new HeldLedger(shared, LedgerState.Sending);
        _stage.Options.Ledger = ledger;
        using var input = JsonDocument.Parse("""{"prompt":"a cat"}""");
        await shared.BeginAsync(_stage.Client.IntentOf(Key, StillModel.Id, input.RootElement) with { IsQueued = true });
        using var stop = new CancellationTokenSource();
        var submit = _stage.Still.SubmitAsync("a cat", new() { Key = Key }, stop.Token);
        await ledger.Reached;
        await stop.CancelAsync();
        await _stage.Time.LimitAsync(Grace);
        if (isLate)
        {
            _stage.Time.Advance(Grace);
            await Soon.Throws<OperationCanceledException>(submit);
        }

        ledger.Go();
        await Soon.Throws<OperationCanceledException>(submit);
        await Soon.Until(() => table[Key].State == LedgerState.Sending);
        await Soon.Until(() => _stage.Time.NextDue is { } due && due - _stage.Time.GetUtcNow() == TimeSpan.FromSeconds(1));
        shared.Before = null;
        _stage.Time.Advance(TimeSpan.FromSeconds(1));
        await Soon.Until(() => table[Key].State == LedgerState.Intended);

        Assert.Equal((1, 0), (table[Key].Attempts, _stage.Script.Submit.Count));
    }

    public void Dispose() => _stage.Dispose();

    // The entry is recorded, but the answer is lost.
    private static void Lose(SharedTable table, LedgerEntry entry)
    {
        if (entry.State == LedgerState.Sending)
        {
            table[Key] = entry with { Lease = entry.Lease with { Owner = "here", Until = table.Now + TimeSpan.FromHours(1) } };
            throw new ModelLedgerException("The connection was lost.");
        }
    }
}
