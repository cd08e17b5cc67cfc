namespace SchemaSdk.Jobs;

/// <summary>A call that waits for the end of a job, or for each of its changes, until the call times out or is stopped.</summary>
// wantsChanges: false if the call waits only for the end.
internal sealed class JobFollower(
    JobCore job, JobDeadline deadline, RunOptions? options, JobStatus? last, bool wantsChanges, bool isLeft) : IDisposable
{
    private int _readLogs;
    private int _readOutput;
    private TaskCompletionSource<PollResult>? _told;
    private CancellationTokenSource? _limit;
    private JobStatus? _last = last;

    internal JobDeadline Deadline => deadline;
    internal bool WantsChanges => wantsChanges;

    /// <summary>Starts a wait, and reports it unless the job has already ended.</summary>
    internal static JobFollower Start(JobCore job, JobDeadline deadline, RunOptions? options, JobStatus? last, bool wantsChanges) =>
        new(job, deadline, options, last, wantsChanges, isLeft: !job.BeginWait());

    /// <summary>Waits for the next change; null if an earlier call returned the end. At the timeout, reads the job once more.</summary>
    /// <exception cref="ModelTimeoutException">At the timeout, the job had not ended, or could not be read.</exception>
    /// <exception cref="ModelWaitCanceledException">The wait was cancelled or the client was disposed.</exception>
    // Every call must pass the same token. An exception ends the wait.
    internal async Task<JobStatus?> NextAsync(CancellationToken cancellationToken)
    {
        if (_last is { HasEnded: true })
        {
            return null;
        }

        if (job.End is { } end)
        {
            return Take(end);
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            RequestSlot.GiveUpAround(job.Access.InFlight);
            var looksNow = wantsChanges && _told is null;
            _told = new TaskCompletionSource<PollResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            PollResult told;
            try
            {
                job.Poll.Add(this, looksNow);
                Limit();
                using var stop = cancellationToken.UnsafeRegister(
                    static follower => ((JobFollower)follower!).Tell(PollResult.Stopped), this);
                told = await _told.Task.ConfigureAwait(false);
            }
            finally
            {
                job.Poll.Remove(this);
                _limit?.Dispose();
            }

            return told.Error is { } errorOf ? throw errorOf()
                : Take(told.Status ?? await LastLookAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (job.End is not null)
        {
            // The job ended just before the wait was stopped. The result is available and was paid for, so it is returned.
            return Take(job.End!);
        }
        catch (Exception exception)
        {
            // Any exception can arrive here: from the application's clock, or from the service's profile when it reads an answer.
            var isStopped = exception is OperationCanceledException
                && (cancellationToken.IsCancellationRequested || job.Access.Stop.IsDisposed);
            var error = isStopped ? await job.StoppedAsync(options, cancellationToken).ConfigureAwait(false)
                : exception is ModelException or OperationCanceledException ? exception
                : job.Errors.CallThrew(exception);
            Leave(error);
            if (error != exception)
            {
                throw error;
            }

            throw;
        }
    }

    // Adds the logs and the output that earlier statuses of this call did not contain.
    private JobStatus Take(JobStatus status)
    {
        _last = status;
        return !wantsChanges || job is { Logs: null, Output: null } ? status
            : status with { NewLogs = job.Logs?.After(ref _readLogs), NewOutput = job.Output?.After(ref _readOutput) };
    }

    /// <summary>Ends the current <see cref="NextAsync"/> call, unless an earlier outcome has ended it. Always returns true.</summary>
    internal bool Tell(PollResult told)
    {
        _told?.TrySetResult(told);
        return true;
    }

    /// <summary>Calls <see cref="Tell"/> if a poll ended with an error, or with a status that the call wants.</summary>
    internal bool TryTell(PollResult told) => (told.Error is not null || (told.Status is { } status && Wants(status))) && Tell(told);

    internal void Leave(Exception? error)
    {
        if (!isLeft)
        {
            isLeft = true;
            job.EndWait();
            job.Leave(error);
        }
    }

    public void Dispose() => Leave(error: null);

    // RunAsync reports the request id in a status without StateText. Therefore, the first StateText does not count as a change.
    private bool Wants(JobStatus status) => status.HasEnded || (wantsChanges && (_last is null
        || (_last.State, _last.QueuePosition) != (status.State, status.QueuePosition)
        || (_last.StateText is not null && _last.StateText != status.StateText)
        || job.Logs?.Length > _readLogs || job.Output?.Length > _readOutput));

    // Starts the timer again if it fired too early. Ends the wait if the clock throws, because the exception must not end the process.
    private void Limit()
    {
        var left = deadline.Remaining;
        if (left <= TimeSpan.Zero)
        {
            Tell(PollResult.Nothing);
            return;
        }

        _limit = new CancellationTokenSource(left, job.Access.Time);
        _limit.Token.UnsafeRegister(
            static me => _ = Quietly.Tell(static it => it.Limit(), (JobFollower)me!) || ((JobFollower)me!).Tell(PollResult.Nothing), this);
    }

    private async Task<JobStatus> LastLookAsync(CancellationToken cancellationToken)
    {
        var text = job.Poll.LastText;
        ModelUnavailableException? failure = null;
        try
        {
            var status = await job.LookAsync(retryTime: TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (status.HasEnded)
            {
                return status;
            }

            text = status.StateText;
        }
        catch (ModelUnavailableException exception)
        {
            failure = exception;
        }

        throw job.Errors.TimedOut(deadline.Timeout, ErrorText.Cut(text), failure, job.Poll.WhyLate);
    }
}
