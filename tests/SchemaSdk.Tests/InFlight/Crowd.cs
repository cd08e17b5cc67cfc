namespace SchemaSdk.Tests.InFlight;

/// <summary>Counts the requests that are in flight at the same time.</summary>
internal sealed class Crowd
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _now;

    /// <summary>The highest number of requests that have been in flight at the same time.</summary>
    public int Most { get; private set; }

    public int Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>Lets all requests be answered.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Returns an answer that waits for <see cref="Open"/>.</summary>
    public Step Behind(Step answer) => async (request, cancellation) =>
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_now);
        }

        try
        {
            await _open.Task.WaitAsync(cancellation);

            // Yields, so that the next request is counted before this one ends.
            await Task.Yield();
            return await answer(request, cancellation);
        }
        finally
        {
            lock (_gate)
            {
                _now--;
            }
        }
    };
}
