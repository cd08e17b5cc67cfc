namespace SchemaSdk.Durable.Workers;

/// <summary>Checks jobs that callers report as ended, each at most once per interval, however many callers report it.</summary>
internal sealed class JobHints(ModelJobsParts parts)
{
    private const int ForgetAfter = 1024;

    // The checks are stored under the key of a job in the ledger, so the number of jobs limits the number of checks.
    private readonly Dictionary<string, Look> _looks = new(StringComparer.Ordinal);
    private int _asked;

    internal async Task<LedgerEntry?> LookAsync(string requestId, string? key, CancellationToken cancellationToken)
    {
        var entry = await parts.Ledger.FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false);
        if (entry is null && key is not null)
        {
            var named = await parts.Ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);
            entry = named?.State == LedgerState.Unknown ? named.WithoutContent() : null;
        }

        // An unknown job is checked only for a caller with its key. The ledger may have an id for the job, if the answer to its submit was
        // interrupted after the id, but a caller that knows only the id has proved nothing.
        if (entry is null || !(entry.State == LedgerState.Accepted || (entry.State == LedgerState.Unknown && entry.Key == key)))
        {
            return entry;
        }

        await ReadingOf(entry, requestId).WaitAsync(cancellationToken).ConfigureAwait(false);
        var now = await parts.Ledger.FindAsync(entry.Key, cancellationToken).ConfigureAwait(false);
        return now?.WithoutContent();
    }

    private Task ReadingOf(LedgerEntry entry, string requestId)
    {
        lock (_looks)
        {
            if (++_asked % ForgetAfter == 0)
            {
                _looks.Where(look => IsOver(look.Value)).ToList().ForEach(look => _looks.Remove(look.Key));
            }

            if (!_looks.TryGetValue(entry.Key, out var look) || IsOver(look))
            {
                look = new Look(parts.Time.GetTimestamp(), Task.Run(() => ReadAsync(entry, requestId)));
                _looks[entry.Key] = look;
            }

            return look.Reading;
        }
    }

    private async Task ReadAsync(LedgerEntry entry, string requestId)
    {
        if (entry.State == LedgerState.Unknown)
        {
            var account = parts.Client.AccountOf(entry.ModelId, entry.Key, entry.Customer);
            var model = await parts.Client.Parts.Jobs
                .ModelOfAsync(entry.ModelId, requestId, account, CancellationToken.None).ConfigureAwait(false);
            if (model.IsExpected == true)
            {
                await parts.Jobs.SettleAsync(entry.Key, requestId, "a callback, confirmed by the service").ConfigureAwait(false);
            }

            return;
        }

        var job = parts.Runs.Find(entry.Key)?.Job ?? parts.Client.Attach(entry, new RunOptions { LeavesDelivery = true });
        if ((await job.GetStatusAsync().ConfigureAwait(false)).HasEnded)
        {
            // Makes no further request, and completes once the end is recorded. If the job failed, the check still succeeds.
            await ((Task)job.WaitAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsOver(Look look) => look.Reading.IsCompleted && parts.Time.GetElapsedTime(look.Since) >= parts.Options.HintInterval;

    private sealed record Look(long Since, Task Reading);
}
