namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Limits the number of concurrent requests of a client. Further calls wait in order.</summary>
/// <remarks>
/// A quarter of the slots is reserved for polls, so that jobs with waiters are polled, however many calls wait and however long each takes.
/// Another quarter is reserved for calls. Cancels have slots of their own, as many as all other requests together, because a cancel can
/// save money.
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

    internal ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => EnterAsync(_calls, stop);

    internal ValueTask<RequestPlace> EnterPollAsync(CancellationToken stop) => EnterAsync(_polls, stop);

    internal ValueTask<RequestPlace> EnterCancelAsync(CancellationToken stop) => EnterAsync(_cancels, stop);

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
                // The slot in the lane must be returned before the exception leaves this method.
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

    // Every wait continues, and then finds _isClosed set.
    private void Close()
    {
        _isClosed = true;
        foreach (var places in (SemaphoreSlim[])[_all, _calls, _polls, _cancels])
        {
            places.Release(Unlimited);
        }
    }
}
