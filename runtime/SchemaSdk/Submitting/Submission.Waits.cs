namespace SchemaSdk.Submitting;

/// <content>Makes a submit wait for its turn, a request slot, its ledger, and a delay that the service asks for.</content>
internal sealed partial class Submission
{
    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (_quota is null)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = access.Stop.EndWithClient(stop);
        var start = access.Time.GetTimestamp();
        var turn = _quota.EnterAsync(stop.Token);
        var held = turn.IsCompleted ? 0 : 1;
        bool isTaken;
        try
        {
            access.Telemetry.HeldBack(job.ModelId, held);
            isTaken = await turn.ConfigureAwait(false);
        }
        finally
        {
            access.Telemetry.HeldBack(job.ModelId, -held);
        }

        _waited = _last?.Meaning == SubmitMeaning.NotNow ? access.Time.GetElapsedTime(_start) : _waited + access.Time.GetElapsedTime(start);
        if (!isTaken)
        {
            _lastElapsed = access.Time.GetElapsedTime(_start);
            throw _errors.HeldTooLong(_last?.Http, _lastElapsed, _quota.AskedFor);
        }
    }

    private async ValueTask<RequestSlot> EnterAsync(CancellationToken cancellationToken)
    {
        var slot = await access.InFlight.EnterAsync(cancellationToken).ConfigureAwait(false);
        _waited += slot.Waited;
        return slot;
    }

    // Nothing is sent before the ledger has recorded the submit. An application's ledger can throw any exception, or never answer.
    private async Task RecordSendingAsync(LedgerJob ledger, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(job.RecordTime, access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = access.Stop.EndWithClient(stop);
        Task? sending = null;
        try
        {
            sending = ledger.SendingAsync(job.PriceUsd, job.SentHash);
            await sending.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ModelBudgetException)
        {
            var isLate = exception is OperationCanceledException && stop.IsCancellationRequested;
            if (isLate)
            {
                sending?.Watch(access.Settings.Log, ledger.Key, requestId: "", job.ModelId);
            }

            ThrowIfStopped(cancellationToken, exception);
            throw exception switch
            {
                ModelLedgerException failure => _errors.NotRecorded(failure),
                _ when isLate => _errors.NotRecorded(new("The ledger did not answer within the JobTimeout.", exception)),
                _ => _errors.Vetoed(exception),
            };
        }
    }

    private async Task PauseAsync(SubmitAttempt attempt, TimeSpan delay, CancellationToken cancellationToken)
    {
        var last = attempt.Http;
        var left = access.Settings.SubmitBudget - _lastElapsed;

        // A worker retries on its own, and must learn immediately that the service is unreachable.
        if ((last.Answer is null && job.IsOfWorker) || left <= TimeSpan.Zero || last.RetryAfter > left)
        {
            throw _errors.Unavailable(last, _attempts, _lastElapsed, last.RetryAfter > left ? last.RetryAfter : null);
        }

        delay = delay < left ? delay : left;
        job.Tell(Told(JobMoment.Postponed) with { Delay = delay });

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = access.Stop.EndWithClient(stop);
        await Task.Delay(delay, access.Time, stop.Token).ConfigureAwait(false);
    }
}
