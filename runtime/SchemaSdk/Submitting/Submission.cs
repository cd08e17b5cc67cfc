using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Submitting;

/// <summary>Submits one input, at most once.</summary>
// Retries only an attempt that sent nothing or was temporarily refused, within SubmitBudget or QuotaBudget.
internal sealed partial class Submission(
    ServiceAccess access, ObservedJob job, ModelInfo? model, WrittenInput input, SubmitDetails details)
{
    private readonly SubmitErrors _errors = new(job.ModelId, model, job.OwnKey);
    private QuotaTurn? _quota;
    private DateTimeOffset _sentAt;
    private long _start;
    private int _attempts;
    private TimeSpan _waited;

    // Null before the first attempt and during each attempt.
    private SubmitAttempt? _last;

    // How much of SubmitBudget was used when the last attempt ended.
    // If the input was held back for too long: the whole time since the start of the submit.
    private TimeSpan _lastElapsed;

    /// <summary>True from the time when something may have been sent until it is certain that no job was started.</summary>
    internal bool MayRun { get; private set; }

    /// <summary>Returns the error that the caller gets instead of an unexpected exception.</summary>
    internal ModelException Unforeseen(Exception exception)
    {
        if (!MayRun)
        {
            return _errors.Unforeseen(exception);
        }

        var sent = _last ?? new SubmitAttempt(SubmitMeaning.Unknown, new ApiAttempt());
        var reason = $"{exception.GetType().Name} was thrown";
        return _errors.Unknown(access.Settings, reason, _sentAt, sent with { Http = sent.Http with { Cause = exception } });
    }

    /// <summary>Creates an event for the job, with the last attempt, or with an empty attempt if none has been made.</summary>
    internal JobEvent Told(JobMoment moment) =>
        new(moment, job) { Attempt = _last?.Http ?? new ApiAttempt(), Meaning = _last?.Meaning, Elapsed = _lastElapsed };

    /// <summary>Sends the input until an attempt is accepted, and returns that attempt.</summary>
    // first: the slot of the first attempt; null if the submit must wait for one. turn: null if the submit retries on its own.
    // isBegun: false if the client was disposed before the submit started.
    internal async ValueTask<SubmitAttempt> RunAsync(RequestSlot? first, QuotaTurn? turn, bool isBegun, CancellationToken cancellationToken)
    {
        using var held = first;
        if (!isBegun || cancellationToken.IsCancellationRequested)
        {
            throw _errors.Stopped(cancellationToken);
        }

        _quota = turn?.TryClaim() == true ? turn : null;
        try
        {
            _start = access.Time.GetTimestamp();
            var backoff = new Backoff();
            for (var slot = first; ; slot = null)
            {
                await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                slot ??= await EnterAsync(cancellationToken).ConfigureAwait(false);
                var attempt = await AttemptAsync(slot, cancellationToken).ConfigureAwait(false);
                if (Handle(attempt, cancellationToken) is { } accepted)
                {
                    return accepted;
                }

                if (_quota is not null && attempt.Meaning == SubmitMeaning.NotNow)
                {
                    continue;
                }

                _quota?.Leave();
                await PauseAsync(attempt, backoff.Next(attempt.Http.RetryAfter), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (!MayRun && (cancellationToken.IsCancellationRequested || access.Stop.IsDisposed))
        {
            throw _errors.Stopped(cancellationToken, exception.InnerException ?? _last?.Http.Cause);
        }
        finally
        {
            if (!MayRun)
            {
                _quota?.Leave();   // if another process has submitted the job, the run continues without this submit, and takes up no slot
            }

            _quota?.Release();
        }
    }

    /// <returns>The attempt if it was accepted; null to make another one, because nothing was sent or the refusal is temporary.</returns>
    private SubmitAttempt? Handle(SubmitAttempt attempt, CancellationToken cancellationToken)
    {
        _attempts++;
        (_last, MayRun) = (attempt, attempt.Meaning is SubmitMeaning.Accepted or SubmitMeaning.Unknown);
        _lastElapsed = access.Time.GetElapsedTime(_start) - _waited;
        switch (attempt.Meaning)
        {
            case SubmitMeaning.Accepted:
                _quota?.Accepted();
                return attempt;
            case SubmitMeaning.Unknown:
                _quota?.Refused(retryAfter: null);   // in an outage, the next submits would be unknown too
                var isDisposed = attempt.Http.Answer is null && access.Stop.IsDisposed;
                var why = isDisposed ? "the client was disposed before the answer came" : attempt.Http.Describe();
                throw _errors.Unknown(access.Settings, why, _sentAt, attempt);
            case SubmitMeaning.Refused:
                Exception refusal = _errors.Refused(attempt.Http.Answer!);
                throw cancellationToken.IsCancellationRequested ? _errors.Canceled(cancellationToken, refusal) : refusal;
            case SubmitMeaning.NotNow when _quota is not null:
                var (running, next) = _quota.Refused(attempt.Http.RetryAfter);
                job.Tell(Told(JobMoment.HeldBack) with { Delay = next, Running = running });
                break;
        }

        ThrowIfStopped(cancellationToken, attempt.Http.Cause);
        ModelException? error = attempt.IsUnforeseen ? _errors.Unforeseen(attempt.Http.Cause!)
            : attempt.Problem is { } problem ? _errors.Files(problem)
            : attempt.Http.Failure == AttemptFailure.NoToken ? _errors.Token(attempt.Http.Cause!)
            : input.SpentFile() is { } pointer ? _errors.Spent(attempt.Http, pointer)
            : null;
        return error is null ? null : throw error;
    }

    private async ValueTask<SubmitAttempt> AttemptAsync(RequestSlot slot, CancellationToken cancellationToken)
    {
        using var held = slot;
        ThrowIfStopped(cancellationToken);
        if (access.Exchange.RunsForeignCode || input.Files is not null)
        {
            slot.Enclose();
        }

        var address = access.Settings.Service.SubmitAddress(access.Settings.BaseAddress, details);
        if (job.Ledger is { } ledger)
        {
            await RecordSendingAsync(ledger, cancellationToken).ConfigureAwait(false);
        }

        ThrowIfStopped(cancellationToken);
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Submit);
        (_sentAt, MayRun, _last) = (access.Time.GetUtcNow(), true, null);
        try
        {
            var submit = new ApiRequest(ServiceCall.Submit, address) { Details = details, Model = model, Job = job.Account };
            var attempt = await SubmitAttempt.SendAsync(access, submit, input, cancellationToken).ConfigureAwait(false);
            span?.Answered(attempt.Http);
            return attempt;
        }
        catch (ModelException veto) when (veto.IsVeto)
        {
            MayRun = false;
            throw;
        }
    }

    private void ThrowIfStopped(CancellationToken cancellationToken, Exception? inner = null)
    {
        if (cancellationToken.IsCancellationRequested || access.Stop.IsDisposed)
        {
            throw _errors.Stopped(cancellationToken, inner);
        }
    }
}
