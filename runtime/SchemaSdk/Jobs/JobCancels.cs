namespace SchemaSdk.Jobs;

/// <summary>Cancels jobs: waits for the rate limit, then for a slot, then makes attempts. The cancel timeout limits each step.</summary>
internal sealed class JobCancels(ServiceAccess access, RequestRate rate)
{
    /// <exception cref="ModelApiException">The service refused the request to cancel.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token. The exception does not name the job.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, or the client was disposed.</exception>
    internal async Task<CancelOutcome> AskAsync(JobCore job, CancellationToken call)
    {
        if (access.Settings.Service.CancelAddress(access.Settings.BaseAddress, job.Key) is not { } address)
        {
            job.Tell(new JobEvent(JobMoment.CancelAnswered, job) { Outcome = CancelOutcome.NotCancelable });
            return CancelOutcome.NotCancelable;
        }

        try
        {
            await rate.TakeAsync(access.Settings.CancelTimeout, call).ConfigureAwait(false);
            using var first = await EnterAsync(call).ConfigureAwait(false);
            using var time = new CancellationTokenSource(access.Settings.CancelTimeout, access.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, time.Token);
            var (backoff, sent) = (new Backoff(), false);
            for (var slot = first; ; slot = await access.InFlight.EnterCancelAsync(stop.Token).ConfigureAwait(false))
            {
                var attempt = await AttemptAsync(address, slot, job, stop.Token).ConfigureAwait(false);
                stop.Token.ThrowIfCancellationRequested();
                if (OutcomeOf(attempt, job, sent) is { } outcome)
                {
                    job.Tell(new JobEvent(JobMoment.CancelAnswered, job) { Outcome = outcome });
                    return outcome;
                }

                sent |= attempt.Answer?.StatusCode != 429 && attempt.Failure is not (AttemptFailure.NotConnected or AttemptFailure.NoToken);
                var delay = new[] { backoff.Next(attempt.RetryAfter), access.Settings.CancelTimeout }.Min();
                job.Tell(new JobEvent(JobMoment.CancelFailed, job) { Attempt = attempt, Call = CallNames.Cancel, Delay = delay });
                await Task.Delay(delay, access.Time, stop.Token).ConfigureAwait(false);
                await rate.TakeAsync(access.Settings.CancelTimeout, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested && !access.Stop.IsDisposed)
        {
            return CancelOutcome.Unconfirmed;
        }
    }

    // A cancel can save money, so it is sent even if no request slot becomes free in time.
    private async ValueTask<RequestSlot?> EnterAsync(CancellationToken call)
    {
        using var limit = new CancellationTokenSource(access.Settings.CancelTimeout, access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, limit.Token);
        try
        {
            return await access.InFlight.EnterCancelAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested && !access.Stop.IsDisposed)
        {
            return null;
        }
    }

    private async Task<ApiAttempt> AttemptAsync(Uri address, RequestSlot? slot, JobCore job, CancellationToken stop)
    {
        using var held = slot;
        slot?.Enclose(access.Exchange.RunsForeignCode);
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Cancel);
        var sentAt = access.Time.GetTimestamp();
        var request = new ApiRequest(ServiceCall.Cancel, address) { Job = job.Account };
        var attempt = await access.Exchange.SendAsync(request, access.Settings.CancelTimeout, stop).ConfigureAwait(false);
        span?.Answered(attempt);
        rate.Record(attempt, sentAt, job.RequestId);
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
