namespace SchemaSdk.Durable.Writing;

/// <summary>
/// Withdraws jobs whose callers stopped waiting before the database answered. A second entry records that nothing was sent. Otherwise, a
/// job whose first entry was committed would stay open until its key was used again.
/// </summary>
// writes: a queue for withdrawals only, so that disposal of the ledger need not wait for it while the database is unreachable.
internal sealed class Withdrawals(Crowd<WriteCall> writes, EntryStatements entries, LeaseKeeper leases, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(5);

    private readonly Underway _open = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Once the cancelled call has completed, records in the background that the job was not sent.</summary>
    internal ValueTask AddAsync(BeginCall call, LedgerEntry refused)
    {
        _ = _open.TryEnter() ? Background.Run(() => FollowAsync(call, refused)) : null;
        return default;
    }

    /// <summary>Makes one last attempt to withdraw each remaining entry.</summary>
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
        var trying = new RecordCall(entries, leases, refused, Guid.NewGuid(), begunBy: token);
        writes.Add(trying);
        Background.Leave(trying.Task);
        Task end = isLast ? trying.Task.WaitAsync(LastTry, time) : trying.Task.WaitAsync(_stop.Token);
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Two failures are not retried: a conflict, because there is nothing to withdraw, and a lasting failure, such as missing tables.
        return end.IsCompletedSuccessfully
            || end.Exception?.InnerException is ModelLedgerException { IsConflict: true } or ModelLedgerException { IsLasting: true };
    }
}
