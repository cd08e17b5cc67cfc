using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>Looks at jobs that are said to have ended: once in a while for each, however many callers say so.</summary>
/// <param name="client">Asks the service.</param>
/// <param name="ledger">Where the jobs are.</param>
/// <param name="following">Those that this process follows: a look at one ends the wait for it.</param>
/// <param name="signals">Tells of jobs that were settled.</param>
/// <param name="interval">The shortest time between two looks at one job.</param>
internal sealed class JobHints(ModelClient client, JobLedger ledger, FollowedJobs following, JobSignals signals, TimeSpan interval)
{
    private const int ForgetAfter = 1024;

    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);
    private int _asked;

    internal async Task<LedgerEntry?> LookAsync(string requestId, string? key, CancellationToken cancellationToken)
    {
        var entry = await ledger.FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false);
        if (entry is null && key is not null)
        {
            var named = await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);
            entry = named?.State == LedgerState.Unknown ? named with { Input = default, Result = default } : null;
        }

        if (entry?.State is not (LedgerState.Accepted or LedgerState.Unknown))
        {
            return entry;
        }

        // An unknown job may have an id, if the answer to its submit broke after it. That proves nothing of who names it.
        if (entry.State == LedgerState.Unknown && entry.Key != key)
        {
            return entry;
        }

        // By the key: only jobs of the ledger get here, so that the number of looks that are remembered is bounded by theirs.
        if (Interlocked.Increment(ref _asked) % ForgetAfter == 0)
        {
            Forget();
        }

        // It begins only if it is the one that is taken.
        var next = new Look(_time.GetTimestamp(), new(() => ReadAsync(entry, requestId)));
        var look = _looks.GetOrAdd(entry.Key, next);
        if (!ReferenceEquals(look, next) && IsOver(look))
        {
            look = _looks.TryUpdate(entry.Key, next, look) ? next : _looks.GetOrAdd(entry.Key, next);
        }

        await look.Reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        var now = await ledger.FindAsync(entry.Key, cancellationToken).ConfigureAwait(false);
        return now is null ? null : now with { Input = default, Result = default };
    }

    private async Task ReadAsync(LedgerEntry entry, string requestId)
    {
        if (entry.State == LedgerState.Unknown)
        {
            if (await client.IsJobOfAsync(entry.ModelId, requestId).ConfigureAwait(false))
            {
                await ledger.SettleAsync(entry.Key, requestId, "a callback, confirmed by the service").ConfigureAwait(false);
                signals.Tell(entry.Key);
                signals.TellWork();
            }

            return;
        }

        var job = following.Find(entry.Key) ?? client.Attach(entry, new RunOptions { LeavesDelivery = true });
        if ((await job.GetStatusAsync().ConfigureAwait(false)).HasEnded)
        {
            // Makes no more requests, and ends once the end is in the ledger. A job that failed is a look that did not.
            await ((Task)job.WaitAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsOver(Look look) => look.Reading.Value.IsCompleted && _time.GetElapsedTime(look.Since) >= interval;

    private void Forget()
    {
        foreach (var (id, look) in _looks)
        {
            if (IsOver(look))
            {
                _looks.TryRemove(KeyValuePair.Create(id, look));
            }
        }
    }

    private sealed record Look(long Since, Lazy<Task> Reading);
}
