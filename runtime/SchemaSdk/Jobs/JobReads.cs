using SchemaSdk.Errors;
using SchemaSdk.Http;
using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>
/// Reads status and result of one job, stubbornly: a failed read is tried again for up to <see cref="ModelRetryOptions.ReadBudget"/>,
/// and what the service asks to wait is waited, also where it asked another job of the client.
/// </summary>
internal sealed class JobReads(ClientContext context, string modelId, string requestId)
{
    private readonly JobErrors _errors = new(modelId, requestId);

    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    // deadline: until when the job is waited for; null for a single read.
    // last: what was last known of the job.
    internal async Task<ApiAnswer> GetAsync(Uri address, JobDeadline? deadline, JobStatus? last, CancellationToken stop)
    {
        var streak = new FailedStreak(context.Time, context.Settings.ReadBudget);
        while (true)
        {
            var start = context.Time.GetTimestamp();
            await PauseAsync(deadline, last, stop).ConfigureAwait(false);
            streak.Leave(context.Time.GetElapsedTime(start));
            var attempt = await AttemptAsync(address, TimeoutOf(deadline), stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer)
            {
                switch (AnswerTable.OfRead(answer, ModelApi.KindOfRead(answer.Content, requestId)))
                {
                    case ReadMeaning.Read:
                        return answer;
                    case ReadMeaning.Refused:
                        throw _errors.Refused(answer);
                }
            }

            Log.ReadFailed(context.Settings.Log, requestId, attempt.Failure, attempt.Answer?.StatusCode);
            context.Pause.Heed(attempt);
            var delay = streak.Next(attempt.RetryAfter, RemainingOf(deadline, last, attempt.Cause))
                ?? throw _errors.Unavailable(attempt, streak.Elapsed, streak.Refused);
            await Task.Delay(delay, context.Time, stop).ConfigureAwait(false);
            RemainingOf(deadline, last, attempt.Cause);
        }
    }

    private async Task PauseAsync(JobDeadline? deadline, JobStatus? last, CancellationToken stop)
    {
        if (deadline is null)
        {
            // A single read waits no longer than it would for an answer.
            var start = context.Time.GetTimestamp();
            await context.Pause.WaitAsync(() => context.Settings.ReadBudget - context.Time.GetElapsedTime(start), stop).ConfigureAwait(false);
        }
        else if (deadline.Remaining > TimeSpan.Zero)
        {
            // Not where the wait began after its deadline: then it still looks once.
            await context.Pause.WaitAsync(() => RemainingOf(deadline, last, cause: null)!.Value, stop).ConfigureAwait(false);
            RemainingOf(deadline, last, cause: null);
        }
    }

    private TimeSpan? RemainingOf(JobDeadline? deadline, JobStatus? last, Exception? cause) =>
        deadline?.Remaining is not { } remaining ? null
        : remaining > TimeSpan.Zero ? remaining
        : throw _errors.TimedOut(deadline.Timeout, last, cause);

    private async Task<ApiAttempt> AttemptAsync(Uri address, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            return await context.Exchange.SendAsync(HttpMethod.Get, address, timeout, stop).ConfigureAwait(false);
        }
        catch (ModelConfigurationException exception)
        {
            throw _errors.Token(exception);
        }
    }

    // A wait that begins after its deadline still looks once.
    private TimeSpan TimeoutOf(JobDeadline? deadline) =>
        deadline?.Remaining is { } remaining && remaining > TimeSpan.Zero && remaining < context.Settings.ReadTimeout
            ? remaining
            : context.Settings.ReadTimeout;
}
