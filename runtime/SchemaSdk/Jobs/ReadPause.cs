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
    private readonly object _gate = new();
    private readonly long _start = settings.Time.GetTimestamp();
    private TimeSpan _end;

    /// <summary>Zero or less once it is over.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                return _end - settings.Time.GetElapsedTime(_start);
            }
        }
    }

    /// <summary>Makes it longer, where the answer says "not now"; an answer never makes it shorter.</summary>
    internal void Heed(ApiAttempt attempt)
    {
        if (attempt.Answer is not { } answer || !AnswerTable.IsNotNow(answer))
        {
            return;
        }

        var pause = answer.RetryAfter ?? settings.PollInterval;
        budget.SlowDown(pause);
        lock (_gate)
        {
            var end = settings.Time.GetElapsedTime(_start) + pause;
            _end = end > _end ? end : _end;
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
