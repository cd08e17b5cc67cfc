using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>
/// Polls a job, one request at a time: first its status, and its result once that says it has ended. A request that failed is made
/// again for up to <see cref="ModelRetryOptions.ReadBudget"/>.
/// </summary>
/// <remarks>The scheduler sees to it that no two threads are in it at once.</remarks>
internal sealed class JobPoll(JobCore job) : PolledJob
{
    private readonly PollPace _pace = job.Shared.Durations.Of(job.ModelId).Pace;
    private JobTrouble? _trouble;
    private string? _lastText;
    private long _heardAt;

    // The age of the job when its status said that it has ended.
    private TimeSpan _endAge;
    private bool _isResult;
    private bool _isKnown;

    internal override JobStatus? End => job.End?.Status;

    internal override bool IsKnown => _isKnown;

    internal override bool IsLastLook => _trouble?.Look is not null;

    internal override bool IsFailing => _trouble?.Streak is not null;

    internal override TimeSpan Asked
    {
        get
        {
            if (IsLastLook || job.Shared.Asked.RemainingOf(job.RequestId, out var held) is not { Ticks: > 0 } remaining)
            {
                return TimeSpan.Zero;
            }

            Trouble.Held = held;
            return remaining;
        }
    }

    // The result of a job that has ended comes on top of the time that there was.
    internal override TimeSpan AttemptTimeout => (_isResult && IsLastLook ? TimeSpan.Zero : UntilDeadline) is { Ticks: > 0 } remaining
        && remaining < job.Line.Settings.ReadTimeout
            ? remaining
            : job.Line.Settings.ReadTimeout;

    internal override TimeSpan UntilTimeout => job.UntilTimeout();

    internal override TimeSpan UntilDeadline => _trouble?.Look?.Remaining ?? UntilTimeout;

    private Uri Address => _isResult
        ? Service.ResultAddress(job.Line.Settings.BaseAddress, job.Key)
        : Service.StatusAddress(job.Line.Settings.BaseAddress, job.Key);

    private ServiceProfile Service => job.Line.Settings.Service;

    // Which call that is.
    private string Call => _isResult ? CallNames.Result : CallNames.Status;

    private JobTrouble Trouble => _trouble ??= new JobTrouble();

    // The time to the first poll, where nobody asks for the present state.
    private TimeSpan UntilFirst => job.IsAttached || !_pace.CanWait ? TimeSpan.Zero : UntilNext;

    // The time to the poll after this one. Of a job that was attached to, the age is not known.
    private TimeSpan UntilNext => job.IsAttached ? job.Line.Settings.PollInterval : _pace.GapAfter(job.Age);

    // Since it was last heard of.
    private Lateness WhyLate => new(_trouble?.Held, job.Shared.Reads.SlowedAfter(_heardAt));

    internal override Exception Threw(Exception cause) => job.Errors.PollThrew(cause);

    internal override TimeSpan Begin(bool looksNow)
    {
        Hear();
        _trouble?.EndLook();
        TryBeginLastLook();
        return looksNow || IsLastLook || _isResult ? TimeSpan.Zero : UntilFirst;
    }

    internal override void Leave(TimeSpan pause) => _trouble?.Streak?.Leave(pause);

    internal override bool TryBeginLastLook()
    {
        if (!IsLastLook && UntilTimeout <= TimeSpan.Zero)
        {
            Trouble.Look = new JobDeadline(job.Line.Time, job.Line.Time.GetTimestamp(), job.Line.Settings.ReadTimeout);
        }

        return IsLastLook;
    }

    internal override Func<Exception>? Expired() => _trouble?.Look?.Remaining <= TimeSpan.Zero ? TimedOut : null;

    // All of an attempt is one method, since each asynchronous method costs one more object for each poll.
    internal override async ValueTask<PollResult?> AskAsync(PollTurn turn)
    {
        // What the application runs within the request may need its place.
        var place = turn.HasPlace && job.Line.Exchange.RunsForeignCode
            ? new RequestPlace(job.Line.InFlight, isPoll: true, TimeSpan.Zero)
            : null;
        RequestSpan? span = null;
        try
        {
            place?.Enclose();
            var (stop, sentAt) = (turn.Begin(AttemptTimeout), job.Line.Time.GetTimestamp());
            job.Line.Telemetry.Polled(job.ModelId, Call);
            span = RequestSpan.Start(job.Telemetry, Call);
            ApiAttempt attempt;
            try
            {
                attempt = await job.Line.Exchange.ReadAsync(Address, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
            {
                attempt = new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception };
            }

            if (!turn.IsAborted || attempt.Answer is not null)
            {
                span?.Answered(attempt);
            }

            if (turn.IsAborted)
            {
                return PollResult.Nothing;
            }

            span?.Dispose();
            span = null;
            return Take(attempt, sentAt);
        }
        catch (ModelConfigurationException exception)
        {
            return PollResult.Failed(() => job.Errors.Token(exception));
        }
        catch (Exception exception)
        {
            return PollResult.Failed(() => job.Errors.PollThrew(exception));
        }
        finally
        {
            span?.Dispose();
            turn.End();
            turn.HasPlace = place?.TryKeep() ?? turn.HasPlace;
        }
    }

    /// <summary>Takes up what came of an attempt.</summary>
    /// <returns>Null if the job has ended, and its result is to be read at once.</returns>
    // sentAt: when it was made.
    private PollResult? Take(ApiAttempt attempt, long sentAt)
    {
        var refusedAt = _trouble?.RefusedAt;
        job.Shared.Reads.Heed(attempt, sentAt, ref refusedAt);
        if (refusedAt is not null)
        {
            Trouble.RefusedAt = refusedAt;
        }

        if (attempt.Answer is { } answer)
        {
            switch (JobAnswers.MeaningOf(job, answer))
            {
                case ReadMeaning.Read:
                    Hear();
                    return Read(answer);
                case ReadMeaning.Refused:
                    return PollResult.Failed(RefusedBy(answer));
            }
        }

        return Failed(attempt);
    }

    private PollResult? Read(ApiAnswer answer)
    {
        _endAge = _isResult ? _endAge : job.Age;
        if (JobAnswers.StateIn(answer, _isResult) is not { } state)
        {
            _isResult = true;
            return null;
        }

        _isResult = false;
        var status = job.Heed(answer, state, _endAge);
        (_isKnown, _lastText) = (true, status.StateText);
        return status.HasEnded ? new PollResult(status, default, null) : AfterLook(new PollResult(status, UntilNext, null));
    }

    private PollResult? Failed(ApiAttempt attempt)
    {
        var streak = Trouble.Streak ??= new FailedStreak(job.Line.Time, job.Line.Settings.ReadBudget);
        var remaining = IsLastLook ? TimeSpan.Zero : UntilTimeout;
        if (Trouble.AfterFailure(job, attempt, Call, streak, remaining) is { } delay)
        {
            return new PollResult(null, delay, null);
        }

        // An answer that did not come in time says nothing of where the job stands now.
        return remaining <= TimeSpan.Zero
            ? AfterLook(PollResult.Nothing)
            : PollResult.Failed(() => job.Errors.Unavailable(attempt, streak.Elapsed, streak.Refused, WhyLate));
    }

    // Apart, since what a lambda holds is made whenever its method begins.
    private Func<Exception> RefusedBy(ApiAnswer answer) => () => job.Errors.Refused(answer);

    /// <summary>It is heard of.</summary>
    private void Hear()
    {
        _heardAt = job.Line.Time.GetTimestamp();
        _trouble?.Forget();
    }

    private PollResult AfterLook(PollResult result)
    {
        if (!IsLastLook)
        {
            return result;
        }

        _trouble?.EndLook();
        return result with { Error = TimedOut };
    }

    private ModelTimeoutException TimedOut() => job.Errors.TimedOut(
        job.Timeout, _lastText, new ReadFailure(_trouble?.LastFailure?.Cause, _trouble?.LastFailure?.Answer?.Headers, WhyLate));
}
