namespace SchemaSdk.Jobs.Polling;

/// <summary>Items that are due at some time. Not thread-safe.</summary>
/// <remarks>
/// An item that leaves, or gets another time, leaves an old entry behind, which is ignored. There are about as many old entries as items
/// at most, so items that have left are soon released.
/// </remarks>
/// <param name="isCurrent">Returns true if an entry is not an old one.</param>
internal sealed class DueQueue<T>(Func<T, long, bool> isCurrent)
    where T : class
{
    private const int Spare = 16;

    private readonly PriorityQueue<T, long> _entries = new();

    /// <summary>The number of items.</summary>
    internal int Count { get; private set; }

    /// <summary>The time of the first entry, which may be an old one; <see cref="long.MaxValue"/> if the queue is empty.</summary>
    internal long Next => _entries.TryPeek(out _, out var due) ? due : long.MaxValue;

    /// <summary>All items.</summary>
    internal List<T> All => [.. Current.Select(static entry => entry.Element)];

    private IEnumerable<(T Element, long Priority)> Current =>
        _entries.UnorderedItems.Where(entry => isCurrent(entry.Element, entry.Priority)).Distinct();

    internal void Add(T item, long due)
    {
        Count++;
        _entries.Enqueue(item, due);
    }

    /// <summary>Counts an item as removed; its entry is now an old one.</summary>
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
