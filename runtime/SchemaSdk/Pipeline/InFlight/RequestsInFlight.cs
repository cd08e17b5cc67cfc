namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Limits the requests that a client makes at a time. Further calls wait in order.</summary>
/// <remarks>
/// A quarter of the places is reserved for polls: however many calls wait, and however long each takes, jobs with waiters are polled.
/// Another quarter is reserved for calls. Cancels have the same number of places of their own, because they save money.
/// </remarks>
internal sealed class RequestsInFlight
{
    // Low enough that no semaphore overflows when all waits are released.
    private const int Unlimited = int.MaxValue / 4;

    private readonly SemaphoreSlim _all;
    private readonly SemaphoreSlim _calls;
    private readonly SemaphoreSlim _polls;
    private readonly SemaphoreSlim _cancels;
    private readonly TimeProvider _time;
    private volatile bool _isClosed;

    /// <param name="most">The number of places.</param>
    /// <param name="time">The client's clock.</param>
    /// <param name="disposed">Ends all waits.</param>
    internal RequestsInFlight(int most, TimeProvider time, CancellationToken disposed)
    {
        most = Math.Min(most, Unlimited);
        var kept = Math.Max(most / 4, 1);
        _all = new SemaphoreSlim(most);
        _calls = new SemaphoreSlim(Math.Max(most - kept, 1));
        _polls = new SemaphoreSlim(Math.Max(most - kept, 1));
        _cancels = new SemaphoreSlim(most);
        _time = time;
        disposed.UnsafeRegister(static all => ((RequestsInFlight)all!).Close(), this);
    }

    /// <summary>Takes a place for a call, when one is free.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled, or the client disposed.</exception>
    internal ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => EnterAsync(_calls, stop);

    /// <summary>Takes a place for a poll, when one is free.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled, or the client disposed.</exception>
    internal ValueTask<RequestPlace> EnterPollAsync(CancellationToken stop) => EnterAsync(_polls, stop);

    /// <summary>Takes a place for a cancel, when one is free.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled, or the client disposed.</exception>
    internal ValueTask<RequestPlace> EnterCancelAsync(CancellationToken stop) => EnterAsync(_cancels, stop);

    /// <summary>Returns a place, and gives it to the next.</summary>
    internal void Return(SemaphoreSlim lane)
    {
        if (lane != _cancels)
        {
            _all.Release();
        }

        lane.Release();
    }

    private async ValueTask<RequestPlace> EnterAsync(SemaphoreSlim lane, CancellationToken stop)
    {
        var start = _time.GetTimestamp();
        await WaitAsync(lane, stop).ConfigureAwait(false);
        if (lane != _cancels)
        {
            try
            {
                await WaitAsync(_all, stop).ConfigureAwait(false);
            }
            catch
            {
                // The exception is not handled here, but the place in the lane would stay taken.
                lane.Release();
                throw;
            }
        }

        return _isClosed ? throw new OperationCanceledException() : new RequestPlace(this, lane, _time.GetElapsedTime(start));
    }

    private Task WaitAsync(SemaphoreSlim places, CancellationToken stop)
    {
        var waiting = places.WaitAsync(stop);
        if (!waiting.IsCompleted)
        {
            RequestPlace.GiveUpAround(this);
        }

        return waiting;
    }

    // Each wait continues, and finds that this is closed.
    private void Close()
    {
        _isClosed = true;
        foreach (var places in (SemaphoreSlim[])[_all, _calls, _polls, _cancels])
        {
            places.Release(Unlimited);
        }
    }
}
