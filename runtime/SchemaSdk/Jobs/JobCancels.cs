using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>Cancels jobs: waits for the rate limit, then for a slot, then makes attempts, each step for at most the timeout.</summary>
// budget: limits cancels once the service refuses many of them.
internal sealed class JobCancels(ServiceLine line, RequestBudget budget)
{
    /// <exception cref="ModelApiException">The service refused the request to cancel.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token. The exception does not name the job.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, or the client was disposed.</exception>
    // call: also cancelled when the client is disposed.
    internal async Task<CancelOutcome> AskAsync(JobCore job, CancellationToken call)
    {
        if (line.Settings.Service.CancelAddress(line.Settings.BaseAddress, job.Key) is not { } address)
        {
            job.Tell(new JobEvent(JobMoment.CancelAnswered, job) { Outcome = CancelOutcome.NotCancelable });
            return CancelOutcome.NotCancelable;
        }

        try
        {
            await budget.TakeAsync(line.Settings.CancelTimeout, call).ConfigureAwait(false);
            using var first = await EnterAsync(call).ConfigureAwait(false);
            using var time = new CancellationTokenSource(line.Settings.CancelTimeout, line.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, time.Token);
            var (backoff, sent) = (new Backoff(), false);
            for (var place = first; ; place = await line.InFlight.EnterCancelAsync(stop.Token).ConfigureAwait(false))
            {
                var attempt = await AttemptAsync(address, place, job, stop.Token).ConfigureAwait(false);
                stop.Token.ThrowIfCancellationRequested();
                if (OutcomeOf(attempt, job, sent) is { } outcome)
                {
                    job.Tell(new JobEvent(JobMoment.CancelAnswered, job) { Outcome = outcome });
                    return outcome;
                }

                sent |= attempt.Answer?.StatusCode != 429 && attempt.Failure is not (AttemptFailure.NotConnected or AttemptFailure.NoToken);
                var delay = new[] { backoff.Next(attempt.RetryAfter), line.Settings.CancelTimeout }.Min();
                job.Tell(new JobEvent(JobMoment.CancelFailed, job) { Attempt = attempt, Call = CallNames.Cancel, Delay = delay });
                await Task.Delay(delay, line.Time, stop.Token).ConfigureAwait(false);
                await budget.TakeAsync(line.Settings.CancelTimeout, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested && !line.Stop.IsDisposed)
        {
            return CancelOutcome.Unconfirmed;
        }
    }

    // A cancel can save money, so it is sent even if no request slot becomes free in time.
    private async ValueTask<RequestPlace?> EnterAsync(CancellationToken call)
    {
        using var limit = new CancellationTokenSource(line.Settings.CancelTimeout, line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, limit.Token);
        try
        {
            return await line.InFlight.EnterCancelAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested && !line.Stop.IsDisposed)
        {
            return null;
        }
    }

    // place: the request slot; null if none became free in time.
    private async Task<ApiAttempt> AttemptAsync(Uri address, RequestPlace? place, JobCore job, CancellationToken stop)
    {
        using var held = place;
        place?.Enclose(line.Exchange.RunsForeignCode);
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Cancel);
        var sentAt = line.Time.GetTimestamp();
        var request = new ApiRequest(ServiceCall.Cancel, address) { Job = job.Account };
        var attempt = await line.Exchange.SendAsync(request, line.Settings.CancelTimeout, stop).ConfigureAwait(false);
        span?.Answered(attempt);
        budget.Record(attempt, sentAt, job.RequestId);
        return attempt;
    }

    // Returns null if the request must be retried. An outcome in the body counts whatever the HTTP status is.
    private static CancelOutcome? OutcomeOf(ApiAttempt attempt, JobCore job, bool mayBeOver) => attempt.Answer is not { } answer ? null
        : answer.MeaningOf(BodyKinds.OfCancel(answer.Content, job.RequestId)) switch
        {
            ReadMeaning.Read when mayBeOver && answer.Content!.Outcome == CancelOutcome.NotCancelable => CancelOutcome.Unconfirmed,
            ReadMeaning.Read => answer.Content!.Outcome,
            ReadMeaning.Refused => throw job.Errors.Refused(answer),
            _ => null,
        };
}
