using SchemaSdk.Http;
using SchemaSdk.Polling;
using SchemaSdk.Service;
using SchemaSdk.Settings;

namespace SchemaSdk.Jobs;

/// <summary>
/// Until when no status or result of a client is asked for: a service that has had too much has had it from all jobs together,
/// not from the one that was told.
/// </summary>
internal sealed class ReadPause(ClientSettings settings, RequestBudget budget)
{
    /// <summary>How long what one job is told holds up the others.</summary>
    // Services count their requests by the second or the minute. What is longer may be about the one job, or a mistake that would hold
    // up all of them for hours; and if it is not, each of them hears it for itself and then waits as long as its own time lets it.
    internal static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly long _start = settings.Time.GetTimestamp();
    private TimeSpan _end;
    private (HeldBack What, TimeSpan End)? _last;

    /// <summary>Zero or less once it is over.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                return _end - Now;
            }
        }
    }

    private TimeSpan Now => settings.Time.GetElapsedTime(_start);

    /// <summary>Makes it longer, where the answer says "not now"; an answer never makes it shorter.</summary>
    internal void Heed(ApiAttempt attempt)
    {
        if (attempt.Answer is not { } answer || !AnswerTable.AsksToWait(answer))
        {
            return;
        }

        var asked = answer.RetryAfter ?? settings.PollInterval;
        var pause = asked < Most ? asked : Most;
        budget.SlowDown(pause);
        lock (_gate)
        {
            if (Now + pause <= _end)
            {
                return;
            }

            _end = Now + pause;
            if (answer.RetryAfter is null)
            {
                return;
            }

            _last = (new HeldBack(settings.Time.GetUtcNow(), asked, pause), _end);
        }

        Log.HeldBack(settings.Log, asked, pause);
    }

    /// <summary>What the service last asked for, if that held up anybody after this time; null: nothing did.</summary>
    /// <param name="time">A timestamp of the client's clock.</param>
    internal HeldBack? After(long time)
    {
        lock (_gate)
        {
            return _last is { } last && last.End > settings.Time.GetElapsedTime(_start, time) ? last.What : null;
        }
    }

    /// <summary>Waits until it is over.</summary>
    // most: how long to wait at most, asked again before each delay.
    internal async Task WaitAsync(Func<TimeSpan> most, CancellationToken stop)
    {
        while (Remaining is var remaining && remaining > TimeSpan.Zero && most() is var longest && longest > TimeSpan.Zero)
        {
            // Within a poll interval of its end, or all jobs would be back at once, and then at once again and again.
            var delay = remaining + (Random.Shared.NextDouble() * settings.PollInterval);
            await Task.Delay(delay < longest ? delay : longest, settings.Time, stop).ConfigureAwait(false);
        }
    }
}
