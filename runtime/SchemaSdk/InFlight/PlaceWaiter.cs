using System.Threading.Tasks.Sources;

namespace SchemaSdk.InFlight;

/// <summary>A call in line for a place.</summary>
/// <remarks>
/// What is awaited is this object itself, since thousands wait at a time. A wait is ended once: by whoever has taken it out of the line, or
/// has not let it in.
/// </remarks>
// since: when it came, as a timestamp of the client's clock.
// isUrgent: whether it goes before others, and may have the places that are kept for polls.
internal sealed class PlaceWaiter(RequestsInFlight all, long since, bool isUrgent) : IValueTaskSource<RequestPlace>
{
    private ManualResetValueTaskSourceCore<RequestPlace> _given = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;

    internal bool IsUrgent => isUrgent;

    /// <summary>True while it stands in the line, between these two.</summary>
    internal bool IsInLine { get; set; }

    internal PlaceWaiter? Before { get; set; }

    internal PlaceWaiter? After { get; set; }

    /// <summary>Waits for the place, once.</summary>
    internal ValueTask<RequestPlace> WaitAsync(CancellationToken stop)
    {
        _registration = stop.UnsafeRegister(static (waiter, token) => ((PlaceWaiter)waiter!).Leave(token), this);
        return new ValueTask<RequestPlace>(this, _given.Version);
    }

    /// <summary>It has a place.</summary>
    internal void Give(TimeProvider time) => _given.SetResult(new RequestPlace(all, isPoll: false, time.GetElapsedTime(since)));

    /// <summary>There will be no place for it.</summary>
    internal void Cancel(CancellationToken stop) => _given.SetException(new OperationCanceledException(stop));

    RequestPlace IValueTaskSource<RequestPlace>.GetResult(short token)
    {
        // Nothing waits for a callback that runs just now: it finds this one out of the line.
        _registration.Unregister();
        return _given.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<RequestPlace>.GetStatus(short token) => _given.GetStatus(token);

    void IValueTaskSource<RequestPlace>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _given.OnCompleted(continuation, state, token, flags);

    // Its caller does not wait any longer.
    private void Leave(CancellationToken stop)
    {
        if (all.TryLeaveLine(this))
        {
            Cancel(stop);
        }
    }
}
