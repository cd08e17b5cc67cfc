namespace SchemaSdk.InFlight;

/// <summary>Calls in line for a place, of which any may leave. It is not safe for use by several threads.</summary>
// Not a LinkedList: it would cost native programs more than all that holds it.
internal sealed class PlaceLine
{
    /// <summary>The first in line; null if the line is empty.</summary>
    internal PlaceWaiter? First { get; private set; }

    private PlaceWaiter? Last { get; set; }

    internal void AddFirst(PlaceWaiter waiter)
    {
        waiter.IsInLine = true;
        Link(waiter, First);
        First = waiter;
        Last ??= waiter;
    }

    internal void AddLast(PlaceWaiter waiter)
    {
        waiter.IsInLine = true;
        Link(Last, waiter);
        First ??= waiter;
        Last = waiter;
    }

    /// <summary>Takes one out of the line.</summary>
    /// <returns>False if it is not in line.</returns>
    internal bool Remove(PlaceWaiter waiter)
    {
        if (!waiter.IsInLine)
        {
            return false;
        }

        First = First == waiter ? waiter.After : First;
        Last = Last == waiter ? waiter.Before : Last;
        Link(waiter.Before, waiter.After);
        (waiter.IsInLine, waiter.Before, waiter.After) = (false, null, null);
        return true;
    }

    private static void Link(PlaceWaiter? before, PlaceWaiter? after)
    {
        before?.After = after;
        after?.Before = before;
    }
}
