namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Limits the number of a client's concurrent requests. Further calls wait in order.</summary>
/// <remarks>
/// A quarter of the slots is reserved for polls, so that jobs with waiters are polled, however many calls are waiting and however long each
/// call takes. Another quarter is reserved for calls. Cancels have slots of their own, as many as all other requests together, because a
/// cancel can save money.
/// </remarks>
internal sealed class RequestsInFlight
{
    // Low enough that no semaphore's count overflows when Close releases all waits.
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

    internal ValueTask<RequestSlot> EnterAsync(CancellationToken stop) => EnterAsync(_calls, stop);

    internal ValueTask<RequestSlot> EnterPollAsync(CancellationToken stop) => EnterAsync(_polls, stop);

    internal ValueTask<RequestSlot> EnterCancelAsync(CancellationToken stop) => EnterAsync(_cancels, stop);

    // isEntered: false if the request got a slot from lane, but none from _all.
    internal void Return(SemaphoreSlim lane, bool isEntered)
    {
        if (isEntered && lane != _cancels)
        {
            _all.Release();
        }

        lane.Release();
    }

    private async ValueTask<RequestSlot> EnterAsync(SemaphoreSlim lane, CancellationToken stop)
    {
        var (start, isEntered) = (_time.GetTimestamp(), false);
        await WaitAsync(lane, stop).ConfigureAwait(false);
        try
        {
            await (lane == _cancels ? Task.CompletedTask : WaitAsync(_all, stop)).ConfigureAwait(false);
            isEntered = true;
            return _isClosed ? throw new OperationCanceledException() : new RequestSlot(this, lane, _time.GetElapsedTime(start));
        }
        catch
        {
            // The slots are returned here, because the caller gets no RequestSlot that would return them.
            Return(lane, isEntered);
            throw;
        }
    }

    private Task WaitAsync(SemaphoreSlim slots, CancellationToken stop)
    {
        var waiting = slots.WaitAsync(stop);
        if (!waiting.IsCompleted)
        {
            RequestSlot.GiveUpAround(this);
        }

        return waiting;
    }

    // Wakes every waiting call. Each call then finds _isClosed set and throws.
    private void Close()
    {
        _isClosed = true;
        foreach (var slots in (SemaphoreSlim[])[_all, _calls, _polls, _cancels])
        {
            slots.Release(Unlimited);
        }
    }
}

/// <summary>One of a limited number of slots. Each slot lets one request be in flight.</summary>
/// <remarks>
/// The application's code, such as a file's stream or a token provider, can run within a request, call the client and wait for the result.
/// A request that waits for another request gives up its slot, because the other request may need that very slot. A request within which a
/// job is submitted or a price is estimated gives up its slot too: the inner call may wait for another call with its key, or for a price.
/// </remarks>
internal sealed class RequestSlot(RequestsInFlight all, SemaphoreSlim lane, TimeSpan waited) : IDisposable
{
    private static readonly AsyncLocal<RequestSlot?> Around = new();

    private RequestSlot? _outer;
    private int _isOver;

    /// <summary>The time for which the call waited for the slot. It does not count towards the call's time limits.</summary>
    internal TimeSpan Waited => waited;

    /// <summary>Marks the rest of the calling async method as code that runs within this request.</summary>
    // isNeeded: false if none of the application's code can run during the request.
    internal void Enclose(bool isNeeded = true)
    {
        if (isNeeded)
        {
            (_outer, Around.Value) = (Around.Value, this);
        }
    }

    /// <summary>Gives up the slots of all requests that enclose the calling code (see <see cref="Enclose"/>).</summary>
    internal static void GiveUpAround(RequestsInFlight all)
    {
        for (var slot = Around.Value; slot is not null; slot = slot._outer)
        {
            slot.GiveBackTo(all);
        }
    }

    public void Dispose() => GiveBackTo(all);

    private void GiveBackTo(RequestsInFlight owner)
    {
        if (owner == all && Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            all.Return(lane, isEntered: true);
        }
    }
}
