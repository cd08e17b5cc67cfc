namespace SchemaSdk.Jobs.Polling;

/// <summary>Items that are due at some time. Not for use by several threads at once.</summary>
/// <remarks>An item that leaves, or is due at another time, leaves its old entry behind, which counts for nothing.</remarks>
/// <param name="isCurrent">Tells whether an entry still counts.</param>
internal sealed class DueQueue<T>(Func<T, long, bool> isCurrent)
    where T : class
{
    private const int Spare = 128;

    private readonly PriorityQueue<T, long> _entries = new();
    private int _most = Spare;

    /// <summary>The time at which the next is due; the largest there is if none is.</summary>
    internal long Next => _entries.TryPeek(out _, out var due) ? due : long.MaxValue;

    /// <summary>The items that are there.</summary>
    internal List<T> All => [.. Current.Select(static entry => entry.Element)];

    private IEnumerable<(T Element, long Priority)> Current =>
        _entries.UnorderedItems.Where(entry => isCurrent(entry.Element, entry.Priority)).Distinct();

    internal void Add(T item, long due)
    {
        if (_entries.Count >= _most)
        {
            var current = Current.ToList();
            _entries.Clear();
            _entries.EnqueueRange(current);
            _most = (2 * current.Count) + Spare;
        }

        _entries.Enqueue(item, due);
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
