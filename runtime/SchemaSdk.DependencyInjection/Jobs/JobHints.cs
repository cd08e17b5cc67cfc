using System.Collections.Concurrent;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>Looks at jobs of which somebody says that they have ended: once in a while for each, however many say so.</summary>
/// <param name="client">Asks the service.</param>
/// <param name="ledger">Where the jobs are.</param>
/// <param name="following">Those that this process follows: a look at one ends the wait for it.</param>
/// <param name="interval">The shortest time between two looks at one job.</param>
internal sealed class JobHints(ModelClient client, JobLedger ledger, FollowedJobs following, TimeSpan interval)
{
    private const int ForgetAfter = 1024;

    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);
    private int _asked;

    internal async Task<LedgerEntry?> LookAsync(string requestId, CancellationToken cancellationToken)
    {
        var entry = await ledger.FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false);
        if (entry?.State != LedgerState.Accepted)
        {
            _looks.TryRemove(requestId, out _);
            return entry;
        }

        // Only ids of running jobs get here, so that the number of looks that are remembered is bounded by that of jobs.
        if (Interlocked.Increment(ref _asked) % ForgetAfter == 0)
        {
            Forget();
        }

        var look = _looks.GetOrAdd(requestId, static (_, with) => with.Of(), new Making(this, entry));
        if (IsOver(look))
        {
            var next = new Making(this, entry).Of();
            look = _looks.TryUpdate(requestId, next, look) ? next : _looks.GetOrAdd(requestId, next);
        }

        await look.Reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await ledger.FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(LedgerEntry entry)
    {
        var job = following.Find(entry.Key) ?? client.Attach(entry, new RunOptions { LeavesDelivery = true });
        if ((await job.GetStatusAsync().ConfigureAwait(false)).HasEnded)
        {
            // Makes no request any more, and ends once the end is in the ledger. A job that failed is a look that did not.
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

    private readonly record struct Making(JobHints Hints, LedgerEntry Entry)
    {
        internal Look Of()
        {
            var (hints, entry) = this;
            return new Look(hints._time.GetTimestamp(), new(() => hints.ReadAsync(entry)));
        }
    }

    private sealed record Look(long Since, Lazy<Task> Reading);
}
