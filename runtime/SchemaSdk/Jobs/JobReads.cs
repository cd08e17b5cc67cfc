using SchemaSdk.Http;
using SchemaSdk.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>
/// Reads status or result of one job, stubbornly: a failed read is tried again for up to <see cref="ModelRetryOptions.ReadBudget"/>,
/// and what the service asks to wait with this job is waited, whoever was told.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="limit">Until when reads are begun; each is made once all the same.</param>
internal sealed class JobReads(JobCore job, JobDeadline limit)
{
    private readonly ClientContext _context = job.Context;
    private readonly long _start = job.Context.Time.GetTimestamp();
    private HeldBack? _held;
    private long? _refusedAt;

    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    // call: which of the two it is.
    internal async Task<ApiAnswer> GetAsync(Uri address, string call, CancellationToken stop)
    {
        ApiAttempt? last = null;
        for (var streak = new FailedStreak(_context.Time, limit.Timeout); ;)
        {
            _held = await _context.Asked.WaitAsync(job.RequestId, () => limit.Remaining, stop).ConfigureAwait(false) ?? _held;
            if (last is not null && limit.Remaining <= TimeSpan.Zero)
            {
                // The time was up while the service asked to wait.
                throw Unavailable(last, streak);
            }

            var attempt = await AttemptAsync(address, call, streak, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer)
            {
                switch (answer.MeaningOf(answer.Service.KindOfRead(answer.Content, job.RequestId)))
                {
                    case ReadMeaning.Read:
                        return answer;
                    case ReadMeaning.Refused:
                        throw job.Errors.Refused(answer);
                }
            }

            Log.ReadFailed(_context.Settings.Log, job.RequestId, attempt.Failure, attempt.Answer?.StatusCode);
            _held = _context.Asked.Heed(job.RequestId, attempt) ?? _held;
            var remaining = limit.Remaining;
            var delay = remaining > TimeSpan.Zero ? streak.Next(attempt.RetryAfter, remaining) : null;
            if (delay is null)
            {
                throw Unavailable(attempt, streak);
            }

            last = attempt;
            _context.Telemetry.Retries(job.ModelId, call);
            await Task.Delay(delay.Value, _context.Time, stop).ConfigureAwait(false);
        }
    }

    private ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak) =>
        job.Errors.Unavailable(last, _context.Time.GetElapsedTime(_start), streak.Refused, new Lateness(_held, _context.Budget.SlowedAfter(_start)));

    private async Task<ApiAttempt> AttemptAsync(Uri address, string call, FailedStreak streak, CancellationToken stop)
    {
        using var place = await _context.InFlight.EnterAsync(stop).ConfigureAwait(false);
        limit.Leave(place.Waited);
        streak.Leave(place.Waited);
        if (_context.Exchange.RunsForeignCode)
        {
            place.Enclose();
        }

        using var span = RequestSpan.Start(job.Telemetry, call);
        try
        {
            var sentAt = _context.Time.GetTimestamp();
            _context.Budget.SpendSpare();
            _context.Telemetry.Polled(job.ModelId, call);
            var attempt = await _context.Exchange.SendAsync(HttpMethod.Get, address, _context.Settings.ReadTimeout, stop).ConfigureAwait(false);
            span?.Answered(attempt);
            _context.Budget.Heed(attempt, sentAt, ref _refusedAt);
            return attempt;
        }
        catch (ModelConfigurationException exception)
        {
            throw job.Errors.Token(exception);
        }
    }
}
