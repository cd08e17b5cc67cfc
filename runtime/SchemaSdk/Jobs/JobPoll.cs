using SchemaSdk.Http;
using SchemaSdk.Polling;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>
/// Polls a job, one request at a time: first its status, and its result once that says it has ended. A request that failed is made
/// again for up to <see cref="ModelRetryOptions.ReadBudget"/>.
/// </summary>
/// <remarks>The scheduler sees to it that no two threads are in it at once.</remarks>
internal sealed class JobPoll(JobCore job)
{
    private readonly JobDurations _durations = new(job);
    private FailedStreak? _streak;
    private ApiAttempt? _lastFailure;
    private HeldBack? _held;
    private JobDeadline? _look;
    private bool _isResult;
    private long _heardAt;
    private long? _refusedAt;

    /// <summary>What the last poll told of the job.</summary>
    internal JobStatus? Last { get; private set; }

    internal JobCore Job => job;

    // Since it was last heard of.
    private Lateness WhyLate => new(_held, job.Context.Budget.SlowedAfter(_heardAt));

    /// <summary>Whether the time of the job is up: it is looked at once more, whatever the service asks to wait.</summary>
    internal bool IsLastLook => _look is not null;

    internal bool IsFailing => _streak is not null;

    /// <summary>How long the service still asks not to read it; zero or less: it may be read. A last look is made all the same.</summary>
    internal TimeSpan Asked
    {
        get
        {
            if (IsLastLook || job.Context.Asked.RemainingOf(job.RequestId, out var held) is not { Ticks: > 0 } remaining)
            {
                return TimeSpan.Zero;
            }

            _held = held;
            return remaining;
        }
    }

    internal Uri Address => _isResult
        ? Service.ResultAddress(job.Context.Settings.BaseAddress, job.Key)
        : Service.StatusAddress(job.Context.Settings.BaseAddress, job.Key);

    private ServiceProfile Service => job.Context.Settings.Service;

    /// <summary>Which call that is.</summary>
    internal string Call => _isResult ? CallNames.Result : CallNames.Status;

    /// <summary>How long the next attempt may take.</summary>
    // The result of a job that has ended comes on top of whatever time there was.
    internal TimeSpan Timeout => (_isResult && IsLastLook ? TimeSpan.Zero : Deadline.Remaining) is { Ticks: > 0 } remaining
        && remaining < job.Context.Settings.ReadTimeout
            ? remaining
            : job.Context.Settings.ReadTimeout;

    /// <summary>Until when it is asked for; during its last look, until when that begins.</summary>
    internal JobDeadline Deadline => _look ?? job.StartDeadline();

    /// <summary>The time to the first poll of a wait.</summary>
    // looksNow: whether the present state is of interest, however the job is likely to stand.
    internal TimeSpan Begin(bool looksNow)
    {
        Hear();
        _look = null;
        TryBeginLastLook();
        _durations.Begin();
        return looksNow || IsLastLook || _isResult ? TimeSpan.Zero : _durations.UntilFirst();
    }

    /// <summary>The wait is over before the job is.</summary>
    internal void Stop() => _durations.Stop();

    /// <summary>Leaves a time in which it could not be asked for out of a streak of failures.</summary>
    internal void Leave(TimeSpan pause) => _streak?.Leave(pause);

    /// <summary>Begins the last look, if the time of the job is up.</summary>
    /// <returns>Whether it has begun, now or before.</returns>
    internal bool TryBeginLastLook()
    {
        if (_look is null && job.StartDeadline().Remaining <= TimeSpan.Zero)
        {
            _look = new JobDeadline(job.Context.Time, job.Context.Time.GetTimestamp(), job.Context.Settings.ReadTimeout);
        }

        return IsLastLook;
    }

    /// <summary>What the waits end with when the time of the last look is up; null: it is not.</summary>
    internal Func<Exception>? Expired() => _look?.Remaining <= TimeSpan.Zero ? TimedOut : null;

    /// <summary>Takes up what came of an attempt.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="sentAt">When it was made.</param>
    /// <returns>Null: the job has ended, and its result is to be read at once.</returns>
    internal PollResult? Take(ApiAttempt attempt, long sentAt)
    {
        job.Context.Budget.Heed(attempt, sentAt, ref _refusedAt);
        if (attempt.Answer is { } answer)
        {
            switch (answer.MeaningOf(answer.Service.KindOfRead(answer.Content, job.RequestId)))
            {
                case ReadMeaning.Read:
                    Hear();
                    return Read(answer);
                case ReadMeaning.Refused:
                    return new PollResult(null, default, RefusedBy(answer));
            }
        }

        return Failed(attempt);
    }

    private PollResult? Read(ApiAnswer answer)
    {
        var isWhole = _isResult || Service.StatusHoldsResult;
        var state = isWhole ? Service.ResultStateOf(answer.Content!) : Service.StateOf(answer.Content!.Status);
        if (!_isResult)
        {
            _durations.Seen(hasEnded: state is not (JobState.InQueue or JobState.InProgress or JobState.Unknown));
            if (!isWhole && state is null or JobState.Succeeded or JobState.Failed)
            {
                // Ended, says /status; how, only /result knows.
                _isResult = true;
                return null;
            }
        }

        _isResult = false;
        var status = job.Heed(answer, state!.Value);
        Last = status;
        if (status.HasEnded)
        {
            _durations.End(status.State);
            return new PollResult(status, default, null);
        }

        _durations.Seen(hasEnded: false);
        return AfterLook(new PollResult(status, _durations.UntilNext(), null));
    }

    private PollResult Failed(ApiAttempt attempt)
    {
        var settings = job.Context.Settings;
        Log.ReadFailed(settings.Log, job.RequestId, attempt.Failure, attempt.Answer?.StatusCode);
        _held = job.Context.Asked.Heed(job.RequestId, attempt) ?? _held;
        _lastFailure = attempt;
        var streak = _streak ??= new FailedStreak(job.Context.Time, settings.ReadBudget);
        if (IsLastLook || job.StartDeadline().Remaining is var remaining && remaining <= TimeSpan.Zero)
        {
            // An answer that did not come in time says nothing of where the job stands now.
            return AfterLook(new PollResult(null, default, null));
        }

        if (streak.Next(attempt.RetryAfter, remaining) is not { } delay)
        {
            return new PollResult(null, default, () => job.Errors.Unavailable(attempt, streak.Elapsed, streak.Refused, WhyLate));
        }

        job.Context.Telemetry.Retries(job.ModelId, Call);
        return new PollResult(null, delay, null);
    }

    // Apart, since what a lambda holds is made whenever its method begins.
    private Func<Exception> RefusedBy(ApiAnswer answer) => () => job.Errors.Refused(answer);

    /// <summary>It is heard of.</summary>
    private void Hear() => (_streak, _lastFailure, _held, _heardAt) = (null, null, null, job.Context.Time.GetTimestamp());

    private PollResult AfterLook(PollResult result)
    {
        if (!IsLastLook)
        {
            return result;
        }

        _look = null;
        return result with { Error = TimedOut };
    }

    private ModelTimeoutException TimedOut() => job.Errors.TimedOut(job.StartDeadline().Timeout, Last, WhyLate, _lastFailure);
}
