namespace SchemaSdk.Ledgers;

/// <summary>The jobs of a ledger of one process that its workers have taken.</summary>
internal sealed class WorkersKeys
{
    private readonly object _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    internal async ValueTask<IReadOnlyList<LedgerEntry>> TakeAsync(
        JobLedger ledger, LedgerWork work, int count, CancellationToken cancellationToken)
    {
        var byModel = new Dictionary<string, Queue<string>>(StringComparer.Ordinal);
        await foreach (var entry in ledger.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsFor(entry, work))
            {
                if (!byModel.TryGetValue(entry.ModelId, out var keys))
                {
                    byModel.Add(entry.ModelId, keys = new Queue<string>());
                }

                keys.Enqueue(entry.Key);
            }
        }

        var chosen = InTurn(byModel, count);
        try
        {
            return await FindAsync(ledger, work, chosen, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Goes on as it is; only the keys would stay taken.
            Release(chosen);
            throw;
        }
    }

    internal void Release(IReadOnlyCollection<string> keys)
    {
        lock (_gate)
        {
            _taken.ExceptWith(keys);
        }
    }

    private async Task<IReadOnlyList<LedgerEntry>> FindAsync(
        JobLedger ledger, LedgerWork work, List<string> chosen, CancellationToken cancellationToken)
    {
        var taken = new List<LedgerEntry>();
        foreach (var key in chosen)
        {
            // Somebody may have gone on with it since it was listed.
            if (await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && IsFor(entry, work))
            {
                taken.Add(entry);
            }
            else
            {
                Release([key]);
            }
        }

        return taken;
    }

    private static bool IsFor(LedgerEntry entry, LedgerWork work) => work == LedgerWork.Submit
        ? entry is { State: LedgerState.Intended, IsQueued: true }
        : entry.State is LedgerState.Accepted or LedgerState.Ended;

    // One of each model, and then the next one of each: a model with many jobs keeps the others waiting for one of its own.
    private List<string> InTurn(Dictionary<string, Queue<string>> byModel, int count)
    {
        var chosen = new List<string>();
        var isFound = true;
        lock (_gate)
        {
            while (isFound && chosen.Count < count)
            {
                isFound = false;
                foreach (var keys in byModel.Values)
                {
                    while (chosen.Count < count && keys.TryDequeue(out var key))
                    {
                        isFound = true;
                        if (_taken.Add(key))
                        {
                            chosen.Add(key);
                            break;
                        }
                    }
                }
            }
        }

        return chosen;
    }
}
