namespace SchemaSdk.Ledgers.Storage;

/// <content>The jobs that are left to workers.</content>
internal sealed partial class LedgerJobs
{
    private readonly UnreadJobs _unread = new();

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure
    {
        get
        {
            lock (_gate)
            {
                // Somebody else may have finished one, or the file have forgotten it.
                return _unread.Failures.FirstOrDefault(
                    failed => _slots.TryGetValue(failed.Key, out var slot) && slot.Entry is { } entry
                        && (LedgerWork.Submit.Has(entry) || LedgerWork.Follow.Has(entry))).Value;
            }
        }
    }

    /// <summary>Takes jobs that wait for a worker, each model in turn, as they are now. One that cannot be read waits again.</summary>
    /// <exception cref="ModelLedgerException">One cannot be read, now or in a claim before.</exception>
    internal List<LedgerEntry> Claim(LedgerWork work, int count)
    {
        _unread.TellLast();
        List<string> keys;
        lock (_gate)
        {
            keys = _workers.Take(work, count);
        }

        var claimed = new List<LedgerEntry>(keys.Count);
        var left = new List<string>();
        ModelLedgerException? failure = null;
        foreach (var key in keys)
        {
            try
            {
                // Somebody may have gone on with it since it was taken.
                if (Find(key) is { } entry && work.Has(entry))
                {
                    claimed.Add(entry);
                }
                else
                {
                    left.Add(key);
                }

                _unread.Forget(key);
            }
            catch (ModelLedgerException exception)
            {
                PutBehind(key);
                _unread.Note(key, exception);
                failure = exception;
            }
        }

        Release(left);
        if (failure is not null)
        {
            _unread.Tell(failure, hasOthers: claimed.Count > 0);
        }

        return claimed;
    }

    /// <summary>Gives jobs back that workers had taken, or that their callers had sent.</summary>
    internal void Release(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                var wasTaken = _workers.TryRelease(key);
                if (_slots.TryGetValue(key, out var slot) && (wasTaken || slot.IsHeld))
                {
                    slot.IsHeld = false;
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

    // It wakes nobody: a worker that could not read it would do nothing but try again.
    private void PutBehind(string key)
    {
        lock (_gate)
        {
            if (_workers.TryRelease(key) && _slots.TryGetValue(key, out var slot))
            {
                _workers.TryPlace(slot);
            }
        }
    }
}
