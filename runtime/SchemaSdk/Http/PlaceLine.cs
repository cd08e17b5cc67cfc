namespace SchemaSdk.Http;

/// <summary>Those who wait for a place, in the order in which they came. Whoever gives up leaves it at once, wherever they stand.</summary>
internal struct PlaceLine
{
    private PlaceWaiter? _last;

    internal PlaceWaiter? First { get; private set; }

    internal void Add(PlaceWaiter waiter)
    {
        (waiter.Previous, waiter.IsInLine) = (_last, true);
        if (_last is null)
        {
            First = waiter;
        }
        else
        {
            _last.Next = waiter;
        }

        _last = waiter;
    }

    internal void AddFirst(PlaceWaiter waiter)
    {
        (waiter.Next, waiter.IsInLine) = (First, true);
        if (First is null)
        {
            _last = waiter;
        }
        else
        {
            First.Previous = waiter;
        }

        First = waiter;
    }

    /// <summary>Takes out the first; null: there is none.</summary>
    internal PlaceWaiter? TakeFirst()
    {
        var first = First;
        if (first is not null)
        {
            TryRemove(first);
        }

        return first;
    }

    /// <returns>False: it is not in line any more.</returns>
    internal bool TryRemove(PlaceWaiter waiter)
    {
        if (!waiter.IsInLine)
        {
            return false;
        }

        if (waiter.Previous is { } previous)
        {
            previous.Next = waiter.Next;
        }
        else
        {
            First = waiter.Next;
        }

        if (waiter.Next is { } next)
        {
            next.Previous = waiter.Previous;
        }
        else
        {
            _last = waiter.Previous;
        }

        (waiter.Previous, waiter.Next, waiter.IsInLine) = (null, null, false);
        return true;
    }
}
