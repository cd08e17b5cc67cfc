using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.InFlight;

/// <summary>Counts the requests that are being answered at a time.</summary>
internal sealed class Crowd
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _now;

    /// <summary>The greatest number at one time.</summary>
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

    /// <summary>Lets all of them be answered.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>An answer that does not come before <see cref="Open"/>.</summary>
    public Step Behind(Step answer) => async (request, cancellation) =>
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_now);
        }

        try
        {
            await _open.Task.WaitAsync(cancellation);

            // Not at once: the next would be counted after it.
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
