namespace SchemaSdk.Pipeline.InFlight;

/// <summary>A call in line for a place. Its wait ends when it leaves the line.</summary>
// since: when it came, as a timestamp of the client's clock.
// isUrgent: whether it goes before others, and may have the places that are kept for polls.
internal sealed class PlaceWaiter(RequestsInFlight all, long since, bool isUrgent)
{
    private readonly TaskCompletionSource<RequestPlace> _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal bool IsUrgent => isUrgent;

    /// <summary>Its place in the line; null until it has one.</summary>
    internal LinkedListNode<PlaceWaiter>? Place { get; set; }

    internal async ValueTask<RequestPlace> WaitAsync(CancellationToken stop)
    {
        using var registration = stop.UnsafeRegister(static (waiter, token) => ((PlaceWaiter)waiter!).Leave(token), this);
        return await _given.Task.ConfigureAwait(false);
    }

    internal void Give(TimeProvider time) => _given.SetResult(new RequestPlace(all, isPoll: false, time.GetElapsedTime(since)));

    internal void Cancel(CancellationToken stop) => _given.SetException(new OperationCanceledException(stop));

    private void Leave(CancellationToken stop)
    {
        if (all.TryLeaveLine(this))
        {
            Cancel(stop);
        }
    }
}
