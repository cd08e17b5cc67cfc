using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Polls a job, one request at a time, while calls wait for it. All waiting calls share the polls.</summary>
// Reads the status, then the result once the status says that the job has ended. A failed request is retried for up to ReadBudget.
internal sealed partial class JobPoll(JobCore job)
{
    private readonly PollPace _pace = job.Shared.Durations.Of(job.ModelId).Pace;

    // The failed reads since the last answer, and the last delay that the service asked for since then; null if there were none.
    private FailedStreak? _streak;
    private HeldBack? _held;
    private long _heardAt;

    // The age of the job when a status first said that the job had ended.
    private TimeSpan _endAge;
    private bool _isResult;

    // The last status that a poll has read; null if none has.
    private JobStatus? _last;

    /// <summary>The text of the last status, as the service wrote it; null if there is none.</summary>
    internal string? LastText => _last?.StateText;

    /// <summary>Why the job has not been read since the last answer.</summary>
    internal Lateness WhyLate => job.WhyLate(_heardAt, _held);

    // How much longer the service asks the client not to read the job; zero or less if the job may be read.
    private TimeSpan Asked => job.AskedToWait(ref _held);

    // The request of the next read.
    private ApiRequest Request => _isResult
        ? new(ServiceCall.Result, Service.ResultAddress(job.Line.Settings.BaseAddress, job.Key)) { Job = job.Account }
        : WantsChanges
            ? new(ServiceCall.Status, Service.LogsAddress(job.Line.Settings.BaseAddress, job.Key)) { Job = job.Account, HasLogs = true }
            : new(ServiceCall.Status, Service.StatusAddress(job.Line.Settings.BaseAddress, job.Key)) { Job = job.Account };

    private ServiceProfile Service => job.Line.Settings.Service;

    // The telemetry name of the next read.
    private string Call => _isResult ? CallNames.Result : CallNames.Status;

    // The time until the latest timeout of the waiting calls.
    private TimeSpan Remaining
    {
        get
        {
            var most = TimeSpan.Zero;
            foreach (var follower in _followers)
            {
                most = follower.Deadline.Remaining is var left && left > most ? left : most;
            }

            return most;
        }
    }

    // The delay before the next poll. For an attached job, whose age is unknown, it is always PollInterval.
    private TimeSpan UntilNext => job.IsAttached ? job.Line.Settings.PollInterval : _pace.GapAfter(job.Age);

    // Plans the first poll of a wait. A call that returns for the next change keeps the rhythm of the polls.
    private void Begin(bool looksNow)
    {
        ResetStreak();
        if (looksNow || _last is null)
        {
            _due = After(looksNow || _isResult || job.IsAttached || !_pace.CanWait ? TimeSpan.Zero : UntilNext);
        }
    }

    private TimeSpan After(TimeSpan delay) => job.Age + Rounded(delay);

    // Rounds up, because timers count whole milliseconds.
    internal static TimeSpan Rounded(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

    // Reads once. Returns null if the job has ended and its result must be read immediately.
    private async ValueTask<PollResult?> ReadAsync(CancellationToken step)
    {
        if (step.IsCancellationRequested)
        {
            return PollResult.Nothing;
        }

        var sentAt = job.Line.Time.GetTimestamp();
        job.Line.Telemetry.Polled(job.ModelId, Call);
        ApiAttempt attempt;
        using (var span = RequestSpan.Start(job.Telemetry, Call))
        {
            try
            {
                attempt = await job.Line.Exchange.SendAsync(Request, job.Line.Settings.ReadTimeout, step).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (step.IsCancellationRequested)
            {
                return PollResult.Nothing;
            }
            catch (ModelConfigurationException exception)
            {
                return PollResult.Failed(() => job.Errors.Token(exception));
            }
            catch (ModelException veto) when (veto.IsVeto)
            {
                return PollResult.Failed(() => veto);
            }

            if (!step.IsCancellationRequested || attempt.Answer is not null)
            {
                span?.Answered(attempt);
            }
        }

        return step.IsCancellationRequested ? PollResult.Nothing : Handle(attempt, sentAt);
    }

    // Returns null if the job has ended and its result must be read immediately.
    private PollResult? Handle(ApiAttempt attempt, long sentAt)
    {
        job.Shared.Reads.Record(attempt, sentAt, job.RequestId);
        if (attempt.Answer is { } answer)
        {
            switch (job.MeaningOf(answer))
            {
                case ReadMeaning.Read:
                    ResetStreak();
                    var from = 0;
                    job.Logs = WantsChanges ? TextWith(job.Logs, answer.Content!.Logs, ref from) : job.Logs;
                    job.LinkStream(answer);
                    return Read(answer);
                case ReadMeaning.Refused:
                    return PollResult.Failed(() => job.Errors.Refused(answer));
            }
        }

        return Failed(attempt);
    }

    private PollResult? Read(ApiAnswer answer)
    {
        _endAge = _isResult ? _endAge : job.Age;
        if (JobCore.StateIn(answer, _isResult) is not { } state)
        {
            _isResult = true;
            return null;
        }

        _isResult = false;
        _last = job.Handle(answer, state, _endAge);
        return new PollResult(_last, _last.HasEnded ? TimeSpan.Zero : UntilNext, null);
    }

    private PollResult Failed(ApiAttempt attempt)
    {
        var remaining = Remaining;
        var streak = _streak ??= new FailedStreak(job.Line.Time, job.Line.Settings.ReadBudget);
        if (job.AfterFailure(attempt, Call, streak, remaining, ref _held) is { } delay)
        {
            return new PollResult(null, delay, null);
        }

        // Each waiting call reads the job once more itself when its timeout passes.
        return remaining <= TimeSpan.Zero
            ? PollResult.Nothing
            : PollResult.Failed(() => job.Errors.Unavailable(attempt, streak.Elapsed, streak.Refused, WhyLate));
    }

    private void ResetStreak()
    {
        _heardAt = job.Line.Time.GetTimestamp();
        (_streak, _held) = (null, null);
    }
}

/// <summary>The outcome of a poll.</summary>
// Status is null if unknown. Delay is the time to the next poll. Error creates one exception per waiting call; null if polling continues.
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    internal static readonly PollResult Nothing = new(null, default, null);

    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);
}
