namespace SchemaSdk.Pipeline.Rates;

/// <content>Estimates how many requests the service allows per second. The caller holds the lock.</content>
// The rate drops only if the service refuses requests for several jobs, and a large share of all requests.
// Times are in ticks since the limit was created.
internal sealed partial class RequestRate
{
    private const int SeveralJobs = 3;
    private const double LargeShare = 0.1;

    /// <summary>The client slows down to this share of the rate that the service accepted.</summary>
    private const double OfTaken = 0.9;

    private const double LeastPerSecond = 2;
    private const long TimeToRise = 30 * Second;
    private const long BetweenSlowdowns = 2 * Second;
    private const long Memory = 5 * Second;

    // The recent answers since the last slowdown. Job: the refused job; null if the request was not refused.
    private readonly Queue<(long At, object? Job)> _answers = new();
    private long? _slowedAt;
    private double _slow;
    private double _top;

    /// <summary>The time at which the full rate is, or was, reached again; null if the rate was never lowered.</summary>
    private long? SlowUntil => _slowedAt + TimeToRise;

    // The rate rises slowly at first, because the service probably allows little more than the lowered rate.
    internal double RateAt(long now) => _slowedAt is { } since && now < since + TimeToRise
        ? _slow + ((_top - _slow) * Math.Pow((now - since) / (double)TimeToRise, 2)) : perSecond;

    /// <summary>Records an answer, and returns the lowered rate; null if the rate is not lowered.</summary>
    // An answer to a request from before the slowdown says nothing about the lowered rate.
    // refusedJob: the job whose request the service temporarily refused, or null.
    internal double? Answered(long sentAt, long now, object? refusedJob)
    {
        if (sentAt <= _slowedAt)
        {
            return null;
        }

        while (_answers.TryPeek(out var oldest) && oldest.At <= now - Memory)
        {
            _answers.Dequeue();
        }

        _answers.Enqueue((now, refusedJob));
        if (refusedJob is null || now < _slowedAt + BetweenSlowdowns)
        {
            return null;
        }

        var refused = _answers.Select(static answer => answer.Job).OfType<object>().ToList();
        var isMuch = refused.Count >= LargeShare * _answers.Count && refused.Distinct().Count() >= SeveralJobs;
        return isMuch ? SlowDown(now) : null;
    }

    // Counts answers per second, and uses the highest count, because the client may idle at other times.
    private double SlowDown(long now)
    {
        var rate = RateAt(now);
        var seconds = _answers.GroupBy(static answer => answer.At / Second, static answer => answer.Job).ToList();
        var sent = Math.Min(rate, seconds.Max(static jobs => jobs.Count()));
        var taken = seconds.Max(static jobs => jobs.Count(static job => job is null));

        // At least half of what was sent, because the cause may be a brief outage, not a limit.
        _slow = Math.Min(rate, Math.Max(Math.Max(OfTaken * taken, sent / 2), LeastPerSecond));
        _top = Math.Min(perSecond, Math.Max(2 * sent, _slow));
        _slowedAt = now;
        _answers.Clear();
        return _slow;
    }
}
