using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Submitting;

/// <summary>Submits one input, at most once.</summary>
// The input is sent again only if nothing was sent or the service temporarily refused it, and only within SubmitBudget.
internal sealed partial class Submission(
    ServiceLine line, ObservedJob job, ModelInfo? model, WrittenInput input, SubmitDetails details)
{
    private readonly SubmitErrors _errors = new(job.ModelId, model, job.OwnKey);
    private QuotaPlace? _quota;
    private DateTimeOffset _sentAt;
    private long _start;
    private int _attempts;
    private TimeSpan _waited;

    // Null before the first attempt and during each attempt.
    private SubmitAttempt? _last;

    // The time from the start of the submit to the end of the last attempt. It does not include time spent waiting for request slots or
    // turns, unless the input was held back for too long.
    private TimeSpan _lastElapsed;

    /// <summary>True once something may have been sent, until an answer says that no job was started.</summary>
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
        return _errors.Unknown(line.Settings, reason, _sentAt, sent with { Http = sent.Http with { Cause = exception } });
    }

    /// <summary>Creates an event for the job with the last attempt's data, or with an empty attempt before the first one.</summary>
    internal JobEvent Told(JobMoment moment) =>
        new(moment, job) { Attempt = _last?.Http ?? new ApiAttempt(), Meaning = _last?.Meaning, Elapsed = _lastElapsed };

    /// <summary>Sends the input until an attempt is accepted, and returns that attempt.</summary>
    // first: the request slot of the first attempt; null if the submit must wait. turn: the input's place in the queue of its
    // RunManyAsync call; null if the submit retries on its own. isBegun: false if the client was disposed before the submit started.
    internal async ValueTask<SubmitAttempt> RunAsync(
        RequestPlace? first, QuotaPlace? turn, bool isBegun, CancellationToken cancellationToken)
    {
        using var held = first;
        if (!isBegun || cancellationToken.IsCancellationRequested)
        {
            throw _errors.Stopped(cancellationToken);
        }

        _quota = turn?.TryClaim() == true ? turn : null;
        try
        {
            _start = line.Time.GetTimestamp();
            var backoff = new Backoff();
            for (var place = first; ; place = null)
            {
                await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                place ??= await EnterAsync(cancellationToken).ConfigureAwait(false);
                var attempt = await AttemptAsync(place, cancellationToken).ConfigureAwait(false);
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
        catch (OperationCanceledException exception) when (!MayRun && (cancellationToken.IsCancellationRequested || line.Stop.IsDisposed))
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

    /// <returns>The attempt if it was accepted; null if nothing was sent or the refusal is temporary, so the input is sent again.</returns>
    private SubmitAttempt? Handle(SubmitAttempt attempt, CancellationToken cancellationToken)
    {
        _attempts++;
        (_last, MayRun) = (attempt, attempt.Meaning is SubmitMeaning.Accepted or SubmitMeaning.Unknown);
        _lastElapsed = line.Time.GetElapsedTime(_start) - _waited;
        switch (attempt.Meaning)
        {
            case SubmitMeaning.Accepted:
                _quota?.Accepted();
                return attempt;
            case SubmitMeaning.Unknown:
                var isDisposed = attempt.Http.Answer is null && line.Stop.IsDisposed;
                var why = isDisposed ? "the client was disposed before the answer came" : attempt.Http.Describe();
                throw _errors.Unknown(line.Settings, why, _sentAt, attempt);
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

    private async ValueTask<SubmitAttempt> AttemptAsync(RequestPlace place, CancellationToken cancellationToken)
    {
        using var held = place;
        ThrowIfStopped(cancellationToken);
        if (line.Exchange.RunsForeignCode || input.Files is not null)
        {
            place.Enclose();
        }

        var address = line.Settings.Service.SubmitAddress(line.Settings.BaseAddress, details);
        if (job.Ledger is { } ledger)
        {
            await RecordSendingAsync(ledger, cancellationToken).ConfigureAwait(false);
        }

        ThrowIfStopped(cancellationToken);
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Submit);
        (_sentAt, MayRun, _last) = (line.Time.GetUtcNow(), true, null);
        try
        {
            var submit = new ApiRequest(ServiceCall.Submit, address) { Details = details, Model = model, Job = job.Account };
            var attempt = await SubmitAttempt.SendAsync(line, submit, input, cancellationToken).ConfigureAwait(false);
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
        if (cancellationToken.IsCancellationRequested || line.Stop.IsDisposed)
        {
            throw _errors.Stopped(cancellationToken, inner);
        }
    }
}
