using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Line;

/// <summary>
/// Reads something about a job or from the catalogue. A failed read is retried for up to <see cref="ModelRetryOptions.ReadBudget"/>, with
/// the delays that the service asks for.
/// </summary>
/// <param name="line">What all calls share.</param>
/// <param name="limit">When reads stop; one is made in any case.</param>
internal abstract class StubbornReads(ServiceLine line, JobDeadline limit)
{
    private long? _refusedAt;

    protected ServiceLine Line => line;

    protected JobDeadline Limit => limit;

    /// <param name="address">The address.</param>
    /// <param name="read">
    /// Returns the content of an answer; null if the read has to be retried. Throws if the service refused it.
    /// </param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
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

    /// <summary>Waits until a read is allowed.</summary>
    /// <returns>False if the time ended during the wait.</returns>
    protected abstract ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop);

    /// <summary>Waits for a place for an attempt.</summary>
    protected virtual ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => line.InFlight.EnterAsync(stop);

    /// <summary>Starts a span for the next attempt; null if nothing listens.</summary>
    protected virtual RequestSpan? BeginAttempt() => null;

    /// <summary>Records the outcome of an attempt, of any kind.</summary>
    // refusedAt: when a refusal of this read last counted.
    protected abstract void Record(ApiAttempt attempt, long sentAt, ref long? refusedAt);

    /// <summary>Handles and reports a failed attempt.</summary>
    /// <returns>The time until the retry; null if there is none.</returns>
    protected abstract TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak);

    protected abstract ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak);

    /// <summary>The exception for a missing token.</summary>
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
            var attempt = await line.Exchange.SendAsync(HttpMethod.Get, address, line.Settings.ReadTimeout, stop).ConfigureAwait(false);
            span?.Answered(attempt);
            Record(attempt, sentAt, ref _refusedAt);
            return attempt;
        }
        catch (ModelConfigurationException exception)
        {
            throw Token(exception);
        }
    }
}
