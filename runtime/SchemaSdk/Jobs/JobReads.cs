using SchemaSdk.Http;
using SchemaSdk.Service;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>
/// Reads status or result of one job, stubbornly: a failed read is tried again for up to <see cref="ModelRetryOptions.ReadBudget"/>,
/// and what the service asks to wait is waited, also where it asked another job of the client.
/// </summary>
internal sealed class JobReads(JobCore job)
{
    private readonly ClientContext _context = job.Context;

    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    // call: which of the two it is.
    internal async Task<ApiAnswer> GetAsync(Uri address, string call, CancellationToken stop)
    {
        var streak = new FailedStreak(_context.Time, _context.Settings.ReadBudget);
        while (true)
        {
            var start = _context.Time.GetTimestamp();

            // No longer than it would wait for an answer.
            await _context.Pause.WaitAsync(() => _context.Settings.ReadBudget - _context.Time.GetElapsedTime(start), stop)
                .ConfigureAwait(false);
            streak.Leave(_context.Time.GetElapsedTime(start));
            var attempt = await AttemptAsync(address, call, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer)
            {
                switch (AnswerTable.OfRead(answer, ModelApi.KindOfRead(answer.Content, job.RequestId)))
                {
                    case ReadMeaning.Read:
                        return answer;
                    case ReadMeaning.Refused:
                        throw job.Errors.Refused(answer);
                }
            }

            Log.ReadFailed(_context.Settings.Log, job.RequestId, attempt.Failure, attempt.Answer?.StatusCode);
            _context.Pause.Heed(attempt);
            var delay = streak.Next(attempt.RetryAfter, remaining: null)
                ?? throw job.Errors.Unavailable(attempt, streak.Elapsed, streak.Refused);
            _context.Telemetry.Retries(job.ModelId, call);
            await Task.Delay(delay, _context.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<ApiAttempt> AttemptAsync(Uri address, string call, CancellationToken stop)
    {
        using var span = RequestSpan.Start(job.Telemetry, call);
        try
        {
            _context.Budget.Spend();
            _context.Telemetry.Polled(job.ModelId, call);
            var attempt = await _context.Exchange.SendAsync(HttpMethod.Get, address, _context.Settings.ReadTimeout, stop).ConfigureAwait(false);
            span?.Answered(attempt);
            return attempt;
        }
        catch (ModelConfigurationException exception)
        {
            throw job.Errors.Token(exception);
        }
    }
}
