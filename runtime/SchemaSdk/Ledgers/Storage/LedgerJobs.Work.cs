namespace SchemaSdk.Ledgers.Storage;

/// <content>The jobs that are left to workers.</content>
internal sealed partial class LedgerJobs
{
    /// <summary>Takes jobs that wait for a worker, each model in turn, as they are now.</summary>
    /// <exception cref="ModelLedgerException">One cannot be read. All of them wait again.</exception>
    internal List<LedgerEntry> Claim(LedgerWork work, int count)
    {
        List<string> keys;
        lock (_gate)
        {
            keys = _workers.Take(work, count);
        }

        var claimed = new List<LedgerEntry>(keys.Count);
        var left = new List<string>();
        try
        {
            foreach (var key in keys)
            {
                // Somebody may have gone on with it since it was taken.
                if (Find(key) is { } entry && LedgerWorkers.IsFor(entry, work))
                {
                    claimed.Add(entry);
                }
                else
                {
                    left.Add(key);
                }
            }
        }
        catch (ModelLedgerException)
        {
            Release(keys);
            throw;
        }

        Release(left);
        return claimed;
    }

    /// <summary>Gives jobs back that workers had taken.</summary>
    internal void Release(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_workers.TryRelease(key) && _slots.TryGetValue(key, out var slot))
                {
                    _workers.Place(slot);
                }
            }
        }
    }

    /// <summary>Completes once a job has come to wait for a worker since it was last asked for.</summary>
    internal Task NewsAsync()
    {
        lock (_gate)
        {
            return _workers.NewsAsync();
        }
    }
}
