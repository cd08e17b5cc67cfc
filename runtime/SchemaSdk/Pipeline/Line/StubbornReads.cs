using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Line;

/// <summary>Reads a job or the catalogue. A failed read is retried for up to <see cref="ModelRetryOptions.ReadBudget"/>.</summary>
// limit: when retries stop. At least one read is made, even if that time has passed.
internal abstract class StubbornReads(ServiceLine line, JobDeadline limit)
{
    protected ServiceLine Line => line;

    protected JobDeadline Limit => limit;

    protected abstract ApiRequest RequestTo(Uri address);

    // read: returns the content of an answer, or null to retry the read; throws if the service refused it.
    protected async Task<T> GetAsync<T>(Uri address, Func<ApiAnswer, T?> read, CancellationToken stop)
        where T : class
    {
        ApiAttempt? last = null;
        for (var streak = new FailedStreak(line.Time, limit.Timeout); ;)
        {
            stop.ThrowIfCancellationRequested();
            if (!await MayReadAsync(last is null, stop).ConfigureAwait(false))
            {
                throw Unavailable(last!, streak);
            }

            var attempt = await AttemptAsync(address, streak, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer && read(answer) is { } content)
            {
                return content;
            }

            if (AfterFailure(attempt, streak) is not { } delay)
            {
                throw Unavailable(attempt, streak);
            }

            last = attempt;
            await Task.Delay(delay, line.Time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a read is allowed; false if the timeout ends first.</summary>
    protected abstract ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop);

    protected virtual ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => line.InFlight.EnterAsync(stop);

    /// <summary>Starts a span for the next attempt; null if nothing listens.</summary>
    protected virtual RequestSpan? BeginAttempt() => null;

    protected abstract void Record(ApiAttempt attempt, long sentAt);

    /// <summary>Reports a failed attempt, and returns the delay before the retry; null for no retry.</summary>
    protected abstract TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak);

    protected abstract ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak);

    protected abstract ModelConfigurationException Token(ModelConfigurationException cause);

    private async Task<ApiAttempt> AttemptAsync(Uri address, FailedStreak streak, CancellationToken stop)
    {
        using var place = await EnterAsync(stop).ConfigureAwait(false);
        limit.Exclude(place.Waited);
        streak.Exclude(place.Waited);
        if (line.Exchange.RunsForeignCode)
        {
            place.Enclose();
        }

        using var span = BeginAttempt();
        try
        {
            var sentAt = line.Time.GetTimestamp();
            var attempt = await line.Exchange.SendAsync(RequestTo(address), line.Settings.ReadTimeout, stop).ConfigureAwait(false);
            span?.Answered(attempt);
            Record(attempt, sentAt);
            return attempt;
        }
        catch (ModelConfigurationException exception)
        {
            throw Token(exception);
        }
    }
}
