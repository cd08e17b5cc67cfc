namespace SchemaSdk.Jobs;

/// <summary>Reads the status of a job, then the result once the status says that the job has ended.</summary>
// All polls of a job share one JobReads object; any other read has its own.
internal sealed class JobReads(JobCore job)
{
    // The latest delay that the service has asked for since the last answer; null if it has asked for none.
    private HeldBack? _held;

    // When the last answer came, or when these reads began if no answer has come yet.
    private long _heardAt = job.Access.Time.GetTimestamp();

    // When the first attempt since the last answer was made; null before that attempt.
    private long? _triedAt;

    // The age of the job when a status first said that the job had ended.
    private TimeSpan _endAge;

    /// <summary>True if the next request reads the result; false if it reads the status.</summary>
    internal bool IsResult { get; private set; }

    /// <summary>The failed reads since the last answer; null if no read has failed since then.</summary>
    internal FailedStreak? Streak { get; private set; }

    /// <summary>The time left of the delay that the service asked for; zero or less if the job may be read.</summary>
    internal TimeSpan Asked => job.Shared.Asked.LeftOf(_held = Held);

    /// <summary>A sentence for messages that says why the job has not been read since the last answer; may be empty.</summary>
    internal string WhyLate => JobErrors.WhyLate(Held, job.Shared.Reads.SlowedAfter(_heardAt));

    private HeldBack? Held => job.Shared.Asked.Of(job.RequestId) ?? _held;

    private string Call => IsResult ? CallNames.Result : CallNames.Status;

    internal void Reset()
    {
        _heardAt = job.Access.Time.GetTimestamp();
        (Streak, _held, _triedAt) = (null, null, null);
    }

    internal async ValueTask<ApiAttempt> SendAsync(bool hasLogs, CancellationToken stop)
    {
        var (access, sentAt) = (job.Access, job.Access.Time.GetTimestamp());
        _triedAt ??= sentAt;
        access.Telemetry.Polled(job.ModelId, Call);
        using var span = RequestSpan.Start(job.Telemetry, Call);
        var attempt = await access.Exchange.SendAsync(RequestWith(hasLogs), access.Settings.ReadTimeout, stop).ConfigureAwait(false);
        if (!stop.IsCancellationRequested || attempt.Answer is not null)
        {
            span?.Answered(attempt);
        }

        job.Shared.Reads.Record(attempt, sentAt, job.RequestId);
        return attempt;
    }

    internal ReadMeaning MeaningOf(ApiAttempt attempt) => attempt.Answer is { } answer ? job.MeaningOf(answer) : ReadMeaning.Failed;

    /// <summary>Returns the status in an answer; null if the job has ended and its result must be read now.</summary>
    internal JobStatus? StatusIn(ApiAnswer answer)
    {
        _endAge = IsResult ? _endAge : job.Age;
        var content = answer.Content!;
        IsResult = content.State is JobState.Succeeded or JobState.Failed
            && !IsResult && !answer.Service.StatusHasResult && !content.IsResult;
        return IsResult ? null : job.Handle(answer, content.State!.Value, _endAge);
    }

    /// <summary>Reports a failed attempt, and returns the delay before the next one; null to give up.</summary>
    internal TimeSpan? DelayAfter(ApiAttempt failed, TimeSpan remaining)
    {
        _held = job.Shared.Asked.Record(job.RequestId, failed) ?? _held;
        Streak ??= new FailedStreak(job.Access.Time, job.Access.Settings.ReadBudget);
        var delay = Streak.Next(failed.RetryAfter, remaining);
        job.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = failed, Call = Call, Delay = delay });
        return delay;
    }

    /// <summary>Returns a function that creates the exception to throw when the client gives up reading.</summary>
    internal Func<ModelUnavailableException> Unavailable(ApiAttempt last)
    {
        var (elapsed, asked, why) = (job.Access.Time.GetElapsedTime(_triedAt ?? _heardAt), Streak?.Refused, WhyLate);
        return () => job.Errors.Unavailable(last, elapsed, asked, why);
    }

    /// <summary>Reads the state of the job, and retries failed reads.</summary>
    // retryTime: how long to retry. At least one attempt is made.
    internal async Task<JobStatus> LookAsync(TimeSpan retryTime, CancellationToken stop)
    {
        var limit = new JobDeadline(job.Access.Time, job.Access.Time.GetTimestamp(), retryTime);
        var status = StatusIn(await ReadAsync(limit, stop).ConfigureAwait(false));
        return status ?? StatusIn(await ReadAsync(limit, stop).ConfigureAwait(false))!;
    }

    /// <summary>Determines whether the job belongs to the expected model, and which model the service says it belongs to.</summary>
    // Each value is null if neither the status nor the result shows it.
    internal async Task<(bool? IsExpected, string? Named)> ModelAsync(CancellationToken stop)
    {
        var service = job.Access.Settings.Service;
        var limit = new JobDeadline(job.Access.Time, job.Access.Time.GetTimestamp(), job.Access.Settings.ReadBudget);
        var body = (await ReadAsync(limit, stop).ConfigureAwait(false)).Content!;
        if (service.IsJobOf(job.ModelId, body) is null && !service.StatusHasResult)
        {
            IsResult = true;
            body = (await ReadAsync(limit, stop).ConfigureAwait(false)).Content!;
        }

        return (service.IsJobOf(job.ModelId, body), body.ModelId);
    }

    private async Task<ApiAnswer> ReadAsync(JobDeadline limit, CancellationToken stop)
    {
        for (ApiAttempt? last = null; ;)
        {
            while (Asked is var asked && asked > TimeSpan.Zero && limit.Remaining is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(JobPoll.Rounded(asked < left ? asked : left), job.Access.Time, stop).ConfigureAwait(false);
            }

            if (last is not null && limit.Remaining <= TimeSpan.Zero)
            {
                throw Unavailable(last)();
            }

            last = await AttemptAsync(limit, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            switch (MeaningOf(last))
            {
                case ReadMeaning.Read:
                    Reset();
                    return last.Answer!;
                case ReadMeaning.Refused:
                    throw job.Errors.Refused(last.Answer!);
            }

            var delay = DelayAfter(last, limit.Remaining) ?? throw Unavailable(last)();
            await Task.Delay(delay, job.Access.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<ApiAttempt> AttemptAsync(JobDeadline limit, CancellationToken stop)
    {
        // A timeout of zero marks the last read of a call. That read uses a slot for polls, so that it does not wait behind other calls.
        using var slot = limit.Timeout > TimeSpan.Zero ? await job.Access.InFlight.EnterAsync(stop).ConfigureAwait(false)
            : await job.Access.InFlight.EnterPollAsync(stop).ConfigureAwait(false);
        limit.Exclude(slot.Waited);
        Streak?.Exclude(slot.Waited);
        slot.Enclose(job.Access.Exchange.RunsForeignCode);
        job.Shared.Reads.Spend(isSpare: true);
        return await SendAsync(hasLogs: false, stop).ConfigureAwait(false);
    }

    private ApiRequest RequestWith(bool hasLogs)
    {
        var (service, address, key) = (job.Access.Settings.Service, job.Access.Settings.BaseAddress, job.Key);
        return IsResult ? new(ServiceCall.Result, service.ResultAddress(address, key)) { Job = job.Account }
            : hasLogs ? new(ServiceCall.Status, service.LogsAddress(address, key)) { Job = job.Account, HasLogs = true }
            : new(ServiceCall.Status, service.StatusAddress(address, key)) { Job = job.Account };
    }
}
