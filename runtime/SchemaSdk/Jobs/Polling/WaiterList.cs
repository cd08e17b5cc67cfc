namespace SchemaSdk.Jobs.Polling;

/// <summary>Those who wait for a job: taking out one costs the same however many there are. The links are their own.</summary>
internal struct WaiterList
{
    internal PollWaiter? First { get; private set; }

    internal void Add(PollWaiter waiter)
    {
        (waiter.IsListed, waiter.Previous, waiter.Next) = (true, null, First);
        if (First is not null)
        {
            First.Previous = waiter;
        }

        First = waiter;
    }

    /// <summary>Takes out one, if it is still there.</summary>
    internal void Remove(PollWaiter waiter)
    {
        if (!waiter.IsListed)
        {
            return;
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

        (waiter.IsListed, waiter.Previous, waiter.Next) = (false, null, null);
    }

    /// <summary>Takes out all of them, as a chain.</summary>
    internal PollWaiter? TakeAll()
    {
        var first = First;
        First = null;
        for (var waiter = first; waiter is not null; waiter = waiter.Next)
        {
            waiter.IsListed = false;
        }

        return first;
    }
}
