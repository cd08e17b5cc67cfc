using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Quotas;

/// <summary>Decides when a line looks whether there is room again, though none of its jobs has ended.</summary>
internal sealed class QuotaLook
{
    // Nothing else tells that there is room.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private Backoff _gap = new(LongestGap);

    /// <summary>The time at which it looks; null if no time is set, or the look has been taken.</summary>
    internal TimeSpan? At { get; private set; }

    /// <summary>The time at which the service asked to come back; null if it did not say.</summary>
    internal TimeSpan? Asked { get; private set; }

    /// <summary>The line was refused.</summary>
    internal void Postpone(TimeSpan now, TimeSpan? retryAfter) => (Asked, At) = (now + retryAfter, now + _gap.Next(retryAfter));

    /// <summary>
    /// Notes one more refusal among those that were on their way together. They count as one, and only the longest wait matters.
    /// </summary>
    internal void PostponeNoMoreThanAsked(TimeSpan now, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked && !(now + asked <= Asked))
        {
            Asked = now + asked;
            At = Asked < At ? At : Asked;
        }
    }

    /// <summary>Sets the time of the next look, where none is set.</summary>
    /// <param name="now">The time.</param>
    /// <param name="end">When the first is given up; unless the service asked for longer, there is a last look then.</param>
    internal void Settle(TimeSpan now, TimeSpan? end)
    {
        At ??= now + _gap.Next(retryAfter: null);
        if (At > end && !(Asked > end))
        {
            At = end;
        }
    }

    internal void Take() => At = null;

    /// <summary>There was room: the next look for more is soon.</summary>
    internal void Hasten() => (_gap, At) = (new Backoff(LongestGap), null);
}
