namespace SchemaSdk.Ledgers.Storage;

/// <summary>The jobs of a file that wait for a worker, and those that workers have taken. It is used under the lock of the jobs.</summary>
internal sealed class LedgerWorkers
{
    private readonly LedgerTurns _submits = new();
    private readonly LedgerTurns _follows = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = NewSignal();

    /// <summary>Completes once a job has come since it was last asked for.</summary>
    internal Task NewsAsync()
    {
        var news = _news.Task;
        if (news.IsCompleted)
        {
            _news = NewSignal();
        }

        return news;
    }

    /// <summary>Puts a job where a line says that has just come. Whoever sends a job of their own has it until they give it back.</summary>
    internal void PlaceNext(LedgerSlot slot)
    {
        slot.IsHeld = slot.Entry switch
        {
            { State: LedgerState.Sending } sent => !sent.IsQueued,
            { State: LedgerState.Accepted or LedgerState.Ended } => slot.IsHeld,
            _ => false,
        };
        Place(slot);
    }

    /// <summary>Puts a job where its last line says.</summary>
    internal void Place(LedgerSlot slot)
    {
        if (TryPlace(slot))
        {
            _news.TrySetResult();
        }
    }

    /// <summary>Same, and wakes nobody.</summary>
    /// <returns>True if it has come to wait for a worker.</returns>
    internal bool TryPlace(LedgerSlot slot)
    {
        var turns = slot.Entry is not { } entry || slot.IsHeld || _taken.Contains(entry.Key) ? null
            : LedgerWork.Submit.Has(entry) ? _submits
            : LedgerWork.Follow.Has(entry) ? _follows
            : null;
        var row = turns?.RowOf(slot.Entry!);
        if (slot.Row == row)
        {
            return false;
        }

        slot.Row?.Remove(slot);
        row?.Add(slot);
        return row is not null;
    }

    /// <summary>Takes jobs.</summary>
    internal List<string> Take(LedgerWork work, int count)
    {
        var keys = new List<string>();
        var turns = work == LedgerWork.Submit ? _submits : _follows;
        while (keys.Count < count && turns.Next(work) is { } slot)
        {
            var key = slot.Entry!.Key;
            _taken.Add(key);
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>Gives a job back. It comes after those of its model that wait.</summary>
    /// <returns>False if nobody had taken it.</returns>
    internal bool TryRelease(string key) => _taken.Remove(key);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
