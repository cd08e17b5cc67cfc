using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Durable.Writing;

/// <summary>
/// The first lines whose callers have left without an answer. A line that was committed all the same would stay open until a call comes
/// with its key, so a line follows that says that nothing was sent: after growing pauses, until the database takes it.
/// </summary>
/// <param name="record">Records a line, if the job was begun by the call with this token.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class Withdrawals(Func<LedgerEntry, Guid, Task> record, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(5);

    private readonly Underway _open = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Lets a line follow that of a call.</summary>
    internal void Add(BeginCall call, LedgerEntry refused)
    {
        if (_open.TryEnter())
        {
            _ = Background.Run(() => FollowAsync(call, refused));
        }
    }

    /// <summary>Tries each once more, and ends.</summary>
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
            // The line is not there, another call has gone on with it, or the ledger no longer takes lines.
            return true;
        }
        catch (Exception)
        {
            // Whatever a database throws while it is away, or the end of the ledger has come.
            return false;
        }
    }
}
