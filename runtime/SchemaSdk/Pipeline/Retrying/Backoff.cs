namespace SchemaSdk.Pipeline.Retrying;

/// <summary>
/// The delay after each failure in a row: a random time up to a limit. The limit is 0.5 s at first, and doubles each time up to 15 s.
/// </summary>
/// <remarks>Full jitter, so clients that failed together do not retry together.</remarks>
// most: the longest delay; default: 15 s.
internal struct Backoff(TimeSpan most)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);

    // Timers count whole milliseconds: a shorter delay would be no delay, and a loop without a delay can spin.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private int _failures;

    // retryAfter: the delay that the service asked for, which is the minimum.
    internal TimeSpan Next(TimeSpan? retryAfter)
    {
        var longest = Math.Min(First.Ticks << Math.Min(_failures++, 10), (most == default ? Usual : most).Ticks);
        var delay = Least + TimeSpan.FromTicks((long)(Random.Shared.NextDouble() * (longest - Least.Ticks)));
        return retryAfter > delay ? retryAfter.Value : delay;
    }
}
