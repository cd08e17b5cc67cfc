namespace SchemaSdk.Pipeline.Quotas;

/// <summary>Rings once, at the time it was last set to. Its owner sees to it that one thread sets it at a time.</summary>
internal sealed class QuotaTimer(TimeProvider time, Action ring) : IDisposable
{
    private readonly ITimer _timer = time.CreateTimer(
        static ring => ((Action)ring!)(), ring, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private TimeSpan? _due;

    /// <param name="due">When; null: not at all.</param>
    /// <param name="now">The time now.</param>
    internal void Set(TimeSpan? due, TimeSpan now)
    {
        if (due == _due)
        {
            return;
        }

        _due = due;

        // In whole milliseconds, rounded up, as it counts: rung too early, it would be set again at once.
        _timer.Change(
            due is { } at ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>It has rung.</summary>
    internal void Forget() => _due = null;

    public void Dispose() => _timer.Dispose();
}
