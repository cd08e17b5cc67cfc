using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Durable.Writing;

/// <summary>
/// The first entries of callers that stopped waiting before an answer arrived. If such an entry was committed, its job would stay open
/// until another call uses its key. So a second entry records that nothing was sent. Recording it is retried with backoff until the
/// database accepts the entry.
/// </summary>
// record: records an entry if the call with the given token recorded the first entry.
internal sealed class Withdrawals(Func<LedgerEntry, Guid, Task> record, TimeProvider time) : IAsyncDisposable
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

    /// <summary>Tries to record each second entry once more.</summary>
    public async ValueTask DisposeAsync()
    {
        _open.Close();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _open.Ended.ConfigureAwait(false);
    }

    private async Task FollowAsync(BeginCall call, LedgerEntry refused)
    {
        await ((Task)call.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isTheirs = call.Task.IsCompletedSuccessfully && call.Task.Result is not null;
        for (var pause = FirstPause; !isTheirs; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var isLast = _stop.IsCancellationRequested;
            if (await IsOverAsync(refused, call.Token, isLast).ConfigureAwait(false) || isLast)
            {
                break;
            }

            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _open.Leave();
    }

    private async Task<bool> IsOverAsync(LedgerEntry refused, Guid token, bool isLast)
    {
        try
        {
            var trying = record(refused, token);
            Background.Leave(trying);
            await (isLast ? trying.WaitAsync(LastTry, time) : trying.WaitAsync(_stop.Token)).ConfigureAwait(false);
            return true;
        }
        catch (ModelLedgerException exception) when (exception.IsConflict || exception.IsLasting)
        {
            // The first entry was not committed, another call has continued with the job, or the ledger is disposed or read-only.
            return true;
        }
        catch (Exception)
        {
            // The database may throw anything while it is unreachable, or the ledger is being disposed.
            return false;
        }
    }
}
