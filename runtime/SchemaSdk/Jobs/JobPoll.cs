using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>
/// Polls a job, one request at a time: the status, then the result once the status says that the job has ended. A failed request is
/// retried for up to <see cref="ModelRetryOptions.ReadBudget"/>.
/// </summary>
/// <remarks>
/// The scheduler ensures that only one thread polls a job at a time. All state of a waiting job is in one object, because thousands may
/// wait.
/// </remarks>
internal sealed partial class JobPoll(JobCore job)
{
    private readonly PollPace _pace = job.Shared.Durations.Of(job.ModelId).Pace;
    private JobTrouble? _trouble;
    private long _heardAt;

    // The age of the job when its status said that it has ended.
    private TimeSpan _endAge;
    private bool _isResult;

    internal JobStatus? End => job.End?.Status;

    /// <summary>True once a poll has read a status.</summary>
    internal bool IsKnown { get; private set; }

    internal bool IsFailing => _trouble?.Streak is not null;

    /// <summary>The text of the last status, as the service wrote it; null if there is none.</summary>
    internal string? LastText { get; private set; }

    /// <summary>Why the job could not be read since the last answer.</summary>
    internal Lateness WhyLate => new(
        job.Shared.Asked.RemainingOf(job.RequestId, out var held) > TimeSpan.Zero ? held : _trouble?.Held,
        job.Shared.Reads.SlowedAfter(_heardAt));

    /// <summary>How long the service still asks not to read the job; zero or less if the job may be read.</summary>
    internal TimeSpan Asked
    {
        get
        {
            var remaining = job.Shared.Asked.RemainingOf(job.RequestId, out var held);
            if (remaining > TimeSpan.Zero)
            {
                Trouble.Held = held;
            }

            return remaining;
        }
    }

    private Uri Address => _isResult
        ? Service.ResultAddress(job.Line.Settings.BaseAddress, job.Key)
        : Service.StatusAddress(job.Line.Settings.BaseAddress, job.Key);

    private ServiceProfile Service => job.Line.Settings.Service;

    // The telemetry name of the next read.
    private string Call => _isResult ? CallNames.Result : CallNames.Status;

    private JobTrouble Trouble => _trouble ??= new JobTrouble();

    // The delay before the first poll, unless a caller asks for the current state.
    private TimeSpan UntilFirst => job.IsAttached || !_pace.CanWait ? TimeSpan.Zero : UntilNext;

    // The delay before the next poll. The age of an attached job is unknown.
    private TimeSpan UntilNext => job.IsAttached ? job.Line.Settings.PollInterval : _pace.GapAfter(job.Age);

    internal Exception Threw(Exception cause) => job.Errors.PollThrew(cause);

    /// <summary>Starts a wait, and returns the delay before its first poll.</summary>
    // looksNow: true if the caller wants the current state at once.
    internal TimeSpan Begin(bool looksNow)
    {
        ResetStreak();
        return looksNow || _isResult ? TimeSpan.Zero : UntilFirst;
    }

    /// <summary>Excludes a pause in polling from the duration of the failure streak.</summary>
    internal void Exclude(TimeSpan pause) => _trouble?.Streak?.Exclude(pause);

    /// <summary>Polls once. Returns null if the job has ended and its result must be read at once.</summary>
    // An attempt is one method, because each asynchronous method costs one more object per poll.
    internal async ValueTask<PollResult?> AskAsync(PollTurn turn)
    {
        RequestSpan? span = null;
        try
        {
            var (stop, sentAt) = (turn.Begin(job.Line.Settings.ReadTimeout), job.Line.Time.GetTimestamp());
            job.Line.Telemetry.Polled(job.ModelId, Call);
            span = RequestSpan.Start(job.Telemetry, Call);
            ApiAttempt attempt;
            try
            {
                attempt = await job.Line.Exchange
                    .ReadAsync(new ApiRequest(_isResult ? ServiceCall.Result : ServiceCall.Status, Address), stop).ConfigureAwait(false);
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
            return Handle(attempt, sentAt);
        }
        catch (ModelConfigurationException exception)
        {
            return PollResult.Failed(() => job.Errors.Token(exception));
        }
        finally
        {
            span?.Dispose();
            turn.End();
        }
    }

    // Returns null if the job has ended and its result must be read at once.
    private PollResult? Handle(ApiAttempt attempt, long sentAt)
    {
        var refusedAt = _trouble?.RefusedAt;
        job.Shared.Reads.Record(attempt, sentAt, ref refusedAt);
        if (refusedAt is not null)
        {
            Trouble.RefusedAt = refusedAt;
        }

        if (attempt.Answer is { } answer)
        {
            switch (JobAnswers.MeaningOf(job, answer))
            {
                case ReadMeaning.Read:
                    ResetStreak();
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
        var status = job.Handle(answer, state, _endAge);
        (IsKnown, LastText) = (true, status.StateText);
        return new PollResult(status, status.HasEnded ? TimeSpan.Zero : UntilNext, null);
    }

    private PollResult Failed(ApiAttempt attempt)
    {
        var remaining = job.Shared.Scheduler.RemainingOf(this);
        var streak = Trouble.Streak ??= new FailedStreak(job.Line.Time, job.Line.Settings.ReadBudget);
        if (Trouble.AfterFailure(job, attempt, Call, streak, remaining) is { } delay)
        {
            return new PollResult(null, delay, null);
        }

        // Each waiting call reads the job once more at its timeout.
        return remaining <= TimeSpan.Zero
            ? PollResult.Nothing
            : PollResult.Failed(() => job.Errors.Unavailable(attempt, streak.Elapsed, streak.Refused, WhyLate));
    }

    // A separate method, because the closure of a lambda is allocated as soon as its method starts.
    private Func<Exception> RefusedBy(ApiAnswer answer) => () => job.Errors.Refused(answer);

    private void ResetStreak()
    {
        _heardAt = job.Line.Time.GetTimestamp();
        _trouble?.Forget();
    }
}
