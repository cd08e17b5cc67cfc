using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>
/// Polls a job, one request at a time: first its status, and its result once that says it has ended. A request that failed is made
/// again for up to <see cref="ModelRetryOptions.ReadBudget"/>.
/// </summary>
/// <remarks>
/// The scheduler sees to it that one thread at a time asks. All of a job that waits is one object, since thousands wait at a time.
/// </remarks>
internal sealed partial class JobPoll(JobCore job)
{
    private readonly PollPace _pace = job.Shared.Durations.Of(job.ModelId).Pace;
    private JobTrouble? _trouble;
    private long _heardAt;

    // The age of the job when its status said that it has ended.
    private TimeSpan _endAge;
    private bool _isResult;

    /// <summary>The status that it ended with; null while that is not known.</summary>
    internal JobStatus? End => job.End?.Status;

    /// <summary>True if a poll has told of it.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>True if the last attempt failed.</summary>
    internal bool IsFailing => _trouble?.Streak is not null;

    /// <summary>The status that was read last, in the words of the service; null if none was.</summary>
    internal string? LastText { get; private set; }

    /// <summary>The reasons why it was not read since it was last heard of.</summary>
    internal Lateness WhyLate => new(
        job.Shared.Asked.RemainingOf(job.RequestId, out var held) > TimeSpan.Zero ? held : _trouble?.Held,
        job.Shared.Reads.SlowedAfter(_heardAt));

    /// <summary>The time for which the service still asks not to read it; if zero or less, it may be read.</summary>
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

    // Which call that is.
    private string Call => _isResult ? CallNames.Result : CallNames.Status;

    private JobTrouble Trouble => _trouble ??= new JobTrouble();

    // The time to the first poll, where nobody asks for the present state.
    private TimeSpan UntilFirst => job.IsAttached || !_pace.CanWait ? TimeSpan.Zero : UntilNext;

    // The time to the poll after this one. Of a job that was attached to, the age is not known.
    private TimeSpan UntilNext => job.IsAttached ? job.Line.Settings.PollInterval : _pace.GapAfter(job.Age);

    /// <summary>The exception in place of one that was not foreseen.</summary>
    internal Exception Threw(Exception cause) => job.Errors.PollThrew(cause);

    /// <summary>A wait begins.</summary>
    /// <returns>The time to its first poll.</returns>
    // looksNow: whether the present state is of interest, however the job is likely to stand.
    internal TimeSpan Begin(bool looksNow)
    {
        Hear();
        return looksNow || _isResult ? TimeSpan.Zero : UntilFirst;
    }

    /// <summary>Leaves a time in which it could not be asked for out of what it counts.</summary>
    internal void LeaveOut(TimeSpan pause) => _trouble?.Streak?.Leave(pause);

    /// <summary>Asks once.</summary>
    /// <returns>Null if the job has ended, and its result is to be asked for at once.</returns>
    // All of an attempt is one method, since each asynchronous method costs one more object for each poll.
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
        finally
        {
            span?.Dispose();
            turn.End();
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

        // Each call that waits looks once more when its time is up.
        return remaining <= TimeSpan.Zero
            ? PollResult.Nothing
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
}
