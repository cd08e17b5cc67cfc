namespace SchemaSdk.Jobs.Polling;

/// <summary>Items with due times. Not thread-safe.</summary>
/// <remarks>
/// An item that leaves, or gets another due time, leaves a stale entry behind, which is ignored. There are at most about as many stale
/// entries as items, so items that have left are soon released.
/// </remarks>
// isCurrent: returns false for a stale entry.
internal sealed class DueQueue<T>(Func<T, long, bool> isCurrent)
    where T : class
{
    private const int Spare = 16;

    private readonly PriorityQueue<T, long> _entries = new();

    /// <summary>The number of items, without stale entries.</summary>
    internal int Count { get; private set; }

    /// <summary>The time of the first entry, which may be stale; <see cref="long.MaxValue"/> if the queue is empty.</summary>
    internal long Next => _entries.TryPeek(out _, out var due) ? due : long.MaxValue;

    internal List<T> All => [.. Current.Select(static entry => entry.Element)];

    private IEnumerable<(T Element, long Priority)> Current =>
        _entries.UnorderedItems.Where(entry => isCurrent(entry.Element, entry.Priority)).Distinct();

    internal void Add(T item, long due)
    {
        Count++;
        _entries.Enqueue(item, due);
    }

    /// <summary>Counts an item as removed; its entry is now stale.</summary>
    internal void Left()
    {
        Count--;
        if (_entries.Count > (2 * Count) + Spare)
        {
            var current = Current.ToList();
            _entries.Clear();
            _entries.EnqueueRange(current);
        }
    }

    /// <summary>Removes and returns an item that is due; null if there is none.</summary>
    internal T? TakeDue(long now)
    {
        while (_entries.TryPeek(out var item, out var due))
        {
            var isOld = !isCurrent(item, due);
            if (!isOld && due > now)
            {
                return null;
            }

            _entries.Dequeue();
            if (!isOld)
            {
                return item;
            }
        }

        return null;
    }
}
