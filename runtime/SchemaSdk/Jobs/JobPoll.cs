using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs;

/// <summary>Polls a job, one request at a time, while calls are waiting for it. All waiting calls share the polls.</summary>
internal sealed partial class JobPoll(JobCore job)
{
    private const long Step = 50 * TimeSpan.TicksPerMillisecond;

    private readonly PollPace _pace = job.Shared.Durations.Of(job.ModelId).Pace;
    private readonly JobReads _reads = new(job);

    private JobStatus? _last;

    /// <summary>The text of the last status, as the service wrote it; null before the first status.</summary>
    internal string? LastText => _last?.StateText;

    internal string WhyLate => _reads.WhyLate;

    private TimeSpan Remaining => _followers.Max(static follower => (TimeSpan?)follower.Deadline.Remaining) ?? TimeSpan.Zero;

    // The age of an attached job is unknown, so its delay is PollInterval.
    private TimeSpan UntilNext => Together(job.IsAttached ? job.Access.Settings.PollInterval : _pace.GapAfter(job.Age));

    // A WatchAsync call that waits for another change keeps the planned poll, unless a read failed.
    private void Begin(bool looksNow)
    {
        var hasFailed = _reads.Streak is not null;
        _reads.Reset();
        if (looksNow || hasFailed || _last is null)
        {
            var isNow = looksNow || (!hasFailed && (_reads.IsResult || job.IsAttached || !_pace.CanWait));
            _due = After(isNow ? TimeSpan.Zero : UntilNext);
        }
    }

    // Rounds up to a multiple of Step on the clock, so that one wake-up serves the polls of several jobs.
    private TimeSpan Together(TimeSpan gap) =>
        gap + TimeSpan.FromTicks((Step - ((job.Access.Time.GetUtcNow().Ticks + gap.Ticks) % Step)) % Step);

    private TimeSpan After(TimeSpan delay) => job.Age + delay;

    // Rounds up, because timers count whole milliseconds.
    internal static TimeSpan Rounded(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

    // Returns null if the job has ended and its result must be read immediately.
    private async ValueTask<PollResult?> ReadAsync(CancellationToken step)
    {
        try
        {
            step.ThrowIfCancellationRequested();
            var attempt = await _reads.SendAsync(WantsChanges, step).ConfigureAwait(false);
            return step.IsCancellationRequested ? PollResult.Nothing : Handle(attempt);
        }
        catch (OperationCanceledException) when (step.IsCancellationRequested)
        {
            return PollResult.Nothing;
        }
        catch (ModelException exception) when (exception is ModelConfigurationException or { IsVeto: true })
        {
            return PollResult.Failed(() => exception is ModelConfigurationException cause ? job.Errors.Token(cause) : exception);
        }
    }

    private PollResult? Handle(ApiAttempt attempt)
    {
        switch (_reads.MeaningOf(attempt))
        {
            case ReadMeaning.Read:
                var (answer, start) = (attempt.Answer!, 0);
                _reads.Reset();
                job.Logs = WantsChanges ? JobText.With(job.Logs, answer.Content!.Logs, ref start) : job.Logs;
                job.LinkStream(answer);
                return Read(answer);
            case ReadMeaning.Refused:
                return PollResult.Failed(() => job.Errors.Refused(attempt.Answer!));
        }

        var remaining = Remaining;
        if (_reads.DelayAfter(attempt, remaining) is { } delay)
        {
            return new PollResult(Delay: Rounded(delay));
        }

        // After the timeout, no error is reported, because each waiting call reads the job once more.
        return remaining <= TimeSpan.Zero ? PollResult.Nothing : PollResult.Failed(_reads.Unavailable(attempt));
    }

    private PollResult? Read(ApiAnswer answer)
    {
        var status = _reads.StatusIn(answer);
        // The streams of a queued job are silent, so the count of silent streams starts again when the job begins.
        var hasBegun = status?.State == JobState.InProgress && _last?.State == JobState.InQueue;
        _silentStreams = hasBegun && _silentStreams < int.MaxValue ? 0 : _silentStreams;
        _last = status ?? _last;
        return status is null ? null : new PollResult(status, status.HasEnded ? TimeSpan.Zero : UntilNext);
    }
}

/// <summary>The outcome of a poll.</summary>
// Delay: the time to the next poll. Error: creates one exception per waiting call; null if no call fails.
internal readonly record struct PollResult(JobStatus? Status = null, TimeSpan Delay = default, Func<Exception>? Error = null)
{
    internal static PollResult Nothing => default;

    /// <summary>The wait was cancelled or the client was disposed.</summary>
    internal static PollResult Stopped => Failed(static () => new OperationCanceledException());

    internal static PollResult Failed(Func<Exception> error) => new(Error: error);
}
