using SchemaSdk.Polling;

namespace SchemaSdk.Jobs;

/// <summary>One wait for a job: tells of its changes, to its end, its deadline or the caller's.</summary>
// last: what was told before.
// wantsChanges: whether anything but the end is of interest.
internal sealed class JobFollower(JobCore job, JobStatus? last, bool wantsChanges, CancellationToken cancellationToken) : IDisposable
{
    private JobStatus? _last = last;
    private bool _hasPolled;
    private bool _hasEnded;

    // Whether nobody is to be told that this wait is over.
    private bool _isTold = !job.BeginWait();

    /// <summary>Waits for the next change.</summary>
    /// <returns>Null: the job has ended, and that has been told.</returns>
    internal async Task<JobStatus?> NextAsync()
    {
        if (_hasEnded)
        {
            return null;
        }

        try
        {
            _last = job.End?.Status ?? await PollAsync().ConfigureAwait(false);
            _hasEnded = _last.HasEnded;
            return _last;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || job.Context.Disposed.IsCancellationRequested)
        {
            throw Left(await job.StoppedAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            // Goes on as it is, whatever it is.
            Left(exception);
            throw;
        }
    }

    /// <summary>Nobody asks for another change.</summary>
    public void Dispose()
    {
        job.Release();
        if (!_isTold)
        {
            job.EndWait(error: null);
        }
    }

    private Exception Left(Exception error)
    {
        if (!_isTold)
        {
            _isTold = true;
            job.EndWait(error);
        }

        return error;
    }

    private Task<JobStatus> PollAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new PollWaiter(job.Polled, _last, wantsChanges);
        var looksNow = wantsChanges && !_hasPolled;
        _hasPolled = true;
        return waiter.WaitAsync(looksNow, cancellationToken);
    }
}
