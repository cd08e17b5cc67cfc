using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Line;

/// <summary>
/// Reads stubbornly what is read of a job or of the catalogue: a failed read is tried again for up to
/// <see cref="ModelRetryOptions.ReadBudget"/>, and what the service asks to wait is waited.
/// </summary>
/// <param name="line">The line on which it is read.</param>
/// <param name="limit">Until when reads are begun; each is made once all the same.</param>
internal abstract class StubbornReads(ServiceLine line, JobDeadline limit)
{
    private long? _refusedAt;

    protected ServiceLine Line => line;

    protected JobDeadline Limit => limit;

    /// <param name="address">The address.</param>
    /// <param name="read">
    /// Takes what an answer is for; null for an answer that is to be asked for again. It throws what was refused.
    /// </param>
    /// <param name="stop">Ends it.</param>
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

    /// <summary>Waits until it may be read.</summary>
    /// <returns>False if the time was up while it waited.</returns>
    protected abstract ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop);

    /// <summary>Takes a place for an attempt.</summary>
    protected virtual ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => line.InFlight.EnterAsync(stop);

    /// <summary>Begins a span for the next attempt; null if nobody listens.</summary>
    protected virtual RequestSpan? BeginAttempt() => null;

    /// <summary>Takes up the outcome of an attempt, of any kind.</summary>
    // refusedAt: when the last refusal of this read was.
    protected abstract void Heed(ApiAttempt attempt, long sentAt, ref long? refusedAt);

    /// <summary>Takes up an attempt that gave nothing, and tells of it.</summary>
    /// <returns>The time until it is tried again; null if it is not.</returns>
    protected abstract TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak);

    protected abstract ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak);

    /// <summary>The exception for a missing token.</summary>
    protected abstract ModelConfigurationException Token(ModelConfigurationException cause);

    private async Task<ApiAttempt> AttemptAsync(Uri address, FailedStreak streak, CancellationToken stop)
    {
        using var place = await EnterAsync(stop).ConfigureAwait(false);
        limit.Leave(place.Waited);
        streak.Leave(place.Waited);
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
            Heed(attempt, sentAt, ref _refusedAt);
            return attempt;
        }
        catch (ModelConfigurationException exception)
        {
            throw Token(exception);
        }
    }
}
