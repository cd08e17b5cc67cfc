namespace SchemaSdk.Ledgers;

/// <summary>The jobs of a ledger of one process that its workers have taken.</summary>
internal sealed class WorkersKeys
{
    private readonly object _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // Those that could not be read the last time come after the others.
    private readonly UnreadJobs _unread = new();

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _unread.Failures.FirstOrDefault().Value;

    internal async ValueTask<IReadOnlyList<LedgerEntry>> TakeAsync(
        JobLedger ledger, LedgerWork work, int count, CancellationToken cancellationToken)
    {
        _unread.TellLast();
        var isUnread = _unread.Failures.Select(failed => failed.Key).ToHashSet(StringComparer.Ordinal);
        var isOver = new HashSet<string>(isUnread, StringComparer.Ordinal);
        var byModel = new Dictionary<string, Queue<string>>(StringComparer.Ordinal);
        var behind = new Dictionary<string, Queue<string>>(StringComparer.Ordinal);
        await foreach (var entry in ledger.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (LedgerWork.Submit.Has(entry) || LedgerWork.Follow.Has(entry))
            {
                isOver.Remove(entry.Key);
            }

            if (work.Has(entry))
            {
                var rows = isUnread.Contains(entry.Key) ? behind : byModel;
                if (!rows.TryGetValue(entry.ModelId, out var keys))
                {
                    rows.Add(entry.ModelId, keys = new Queue<string>());
                }

                keys.Enqueue(entry.Key);
            }
        }

        foreach (var key in isOver)
        {
            _unread.Forget(key);
        }

        var chosen = InTurn(byModel, count);
        chosen.AddRange(InTurn(behind, count - chosen.Count));
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
        for (var at = 0; at < chosen.Count; at++)
        {
            var key = chosen[at];
            try
            {
                // Somebody may have gone on with it since it was listed.
                if (await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && work.Has(entry))
                {
                    taken.Add(entry);
                }
                else
                {
                    Release([key]);
                }

                _unread.Forget(key);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A ledger of the application may throw anything. Where it is away, each of the others would take as long to fail: they
                // wait for the next claim.
                _unread.Note(key, exception);
                _unread.Tell(exception, hasOthers: taken.Count > 0);
                Release(chosen[at..]);
                break;
            }
        }

        return taken;
    }

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
