namespace SchemaSdk.Jobs.Polling;

/// <summary>Items that are due at some time. Not for use by several threads at once.</summary>
/// <remarks>
/// An item that leaves, or is due at another time, leaves its old entry behind, which counts for nothing. There are hardly more of those
/// than of items, so that what has left is not held on to.
/// </remarks>
/// <param name="isCurrent">Tells whether an entry still counts.</param>
internal sealed class DueQueue<T>(Func<T, long, bool> isCurrent)
    where T : class
{
    private const int Spare = 16;

    private readonly PriorityQueue<T, long> _entries = new();

    /// <summary>The number of items.</summary>
    internal int Count { get; private set; }

    /// <summary>The time of the first entry, which may be an old one; <see cref="long.MaxValue"/> if the queue is empty.</summary>
    internal long Next => _entries.TryPeek(out _, out var due) ? due : long.MaxValue;

    /// <summary>The items that are there.</summary>
    internal List<T> All => [.. Current.Select(static entry => entry.Element)];

    private IEnumerable<(T Element, long Priority)> Current =>
        _entries.UnorderedItems.Where(entry => isCurrent(entry.Element, entry.Priority)).Distinct();

    internal void Add(T item, long due)
    {
        Count++;
        _entries.Enqueue(item, due);
    }

    /// <summary>An item has left: its entry no longer counts.</summary>
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

    /// <summary>Takes out one that is due; null if none is.</summary>
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
