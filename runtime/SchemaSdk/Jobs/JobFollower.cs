namespace SchemaSdk.Jobs;

/// <summary>One wait for a job: polls it and tells of its changes, to its end, its deadline or the caller's.</summary>
internal sealed class JobFollower(JobCore job, JobStatus? last, CancellationToken cancellationToken)
{
    private readonly PollSchedule _schedule = new(job.Context.Settings.PollInterval);
    private JobStatus? _last = last;
    private bool _hasEnded;

    /// <summary>Waits for the next change.</summary>
    /// <returns>Null: the job has ended, and that has been told.</returns>
    internal async Task<JobStatus?> NextAsync()
    {
        if (_hasEnded)
        {
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, job.Context.Disposed, job.Ended);
        try
        {
            while (true)
            {
                var status = job.End?.Status ?? await PollAsync(job.StartDeadline(), stop.Token).ConfigureAwait(false);
                _hasEnded = status.HasEnded;
                if (_hasEnded || IsChange(status))
                {
                    return _last = status;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (!cancellationToken.IsCancellationRequested && !job.Context.Disposed.IsCancellationRequested)
            {
                // Another caller's poll has seen the end.
                _hasEnded = true;
                return _last = job.End!.Status;
            }

            throw await job.StoppedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<JobStatus> PollAsync(JobDeadline deadline, CancellationToken stop)
    {
        var delay = _schedule.NextDelay();
        if (delay > TimeSpan.Zero)
        {
            var remaining = RemainingOf(deadline);
            await Task.Delay(delay < remaining ? delay : remaining, job.Context.Time, stop).ConfigureAwait(false);
            RemainingOf(deadline);
        }

        stop.ThrowIfCancellationRequested();
        return await job.LookAsync(deadline, _last, stop).ConfigureAwait(false);
    }

    private TimeSpan RemainingOf(JobDeadline deadline) =>
        deadline.Remaining is var remaining && remaining > TimeSpan.Zero
            ? remaining
            : throw job.Errors.TimedOut(deadline.Timeout, _last, inner: null);

    // RunAsync tells the id before any status: that first report has no text, and the same state with a text is no change.
    private bool IsChange(JobStatus status) =>
        _last is null
        || _last.State != status.State
        || _last.QueuePosition != status.QueuePosition
        || (_last.StateText is not null && _last.StateText != status.StateText);
}
