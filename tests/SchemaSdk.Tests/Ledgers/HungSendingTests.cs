using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A line that a job is sent, with which the ledger hangs until its caller has gone, and which it then cannot confirm.</summary>
public sealed class HungSendingTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    // isLate: whether the ledger fails after the caller has gone, or while they still wait.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_of_workers_is_theirs_again_although_its_caller_has_gone(bool isLate)
    {
        var table = new SharedTable(_stage.Time);
        var shared = new SharedLedger(table, "here") { Before = line => Lose(table, line) };
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

    // The line is there, without an answer.
    private static void Lose(SharedTable table, LedgerEntry line)
    {
        if (line.State == LedgerState.Sending)
        {
            table[Key] = line with { Lease = line.Lease with { Owner = "here", Until = table.Now + TimeSpan.FromHours(1) } };
            throw new ModelLedgerException("The connection was lost.");
        }
    }
}
