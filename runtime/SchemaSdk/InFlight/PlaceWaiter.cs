namespace SchemaSdk.InFlight;

/// <summary>A call in line for a place.</summary>
// isUrgent: whether it goes before others, and may have the places that are kept for polls.
internal sealed class PlaceWaiter(RequestsInFlight all, long since, bool isUrgent)
    : TaskCompletionSource<RequestPlace>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The time at which it came, as a timestamp of the client's clock.</summary>
    internal long Since => since;

    internal bool IsUrgent => isUrgent;

    /// <summary>True while it stands in the line, between these two.</summary>
    internal bool IsInLine { get; set; }

    internal PlaceWaiter? Before { get; set; }

    internal PlaceWaiter? After { get; set; }

    /// <summary>Its caller does not wait any longer.</summary>
    internal void Leave(CancellationToken stop)
    {
        if (all.TryLeaveLine(this))
        {
            TrySetCanceled(stop);
        }
    }
}
