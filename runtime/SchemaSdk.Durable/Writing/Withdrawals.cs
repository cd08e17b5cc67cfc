using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Durable.Writing;

/// <summary>
/// The first entries of callers that stopped waiting before an answer arrived. If such an entry was committed, its job would stay open
/// until another call uses its key. So a second entry records that nothing was sent, with retries until the database accepts it.
/// </summary>
// writes: separate from other calls, because disposal does not wait for withdrawals while the database is unreachable.
internal sealed class Withdrawals(Crowd<WriteCall> writes, EntryStatements entries, LeaseKeeper leases, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(5);

    private readonly Underway _open = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Records the second entry once the call has completed.</summary>
    internal void Add(BeginCall call, LedgerEntry refused)
    {
        if (_open.TryEnter())
        {
            _ = Background.Run(() => FollowAsync(call, refused));
        }
    }

    /// <summary>Makes a last attempt to record the second entries.</summary>
    public async ValueTask DisposeAsync()
    {
        _open.Close();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _open.Ended.ConfigureAwait(false);
    }

    private async Task FollowAsync(BeginCall call, LedgerEntry refused)
    {
        await ((Task)call.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isOver = call.Task.IsCompletedSuccessfully && call.Task.Result is not null;   // another caller has begun the job
        for (var pause = FirstPause; !isOver; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var isLast = _stop.IsCancellationRequested;
            isOver = await IsOverAsync(refused, call.Token, isLast).ConfigureAwait(false) || isLast;
            await (isOver ? Task.CompletedTask : Task.Delay(pause, time, _stop.Token))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _open.Leave();
    }

    private async Task<bool> IsOverAsync(LedgerEntry refused, Guid token, bool isLast)
    {
        try
        {
            var trying = new RecordCall(entries, leases, refused, begunBy: token);
            writes.Add(trying);
            Background.Leave(trying.Task);
            await (isLast ? trying.Task.WaitAsync(LastTry, time) : trying.Task.WaitAsync(_stop.Token)).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            // The database may throw anything while it is unreachable, or the ledger is being disposed. On a conflict, the first entry was
            // not committed, or another call has continued with the job. A lasting failure means that the ledger is disposed or read-only.
            return exception is ModelLedgerException { IsConflict: true } or ModelLedgerException { IsLasting: true };
        }
    }
}
