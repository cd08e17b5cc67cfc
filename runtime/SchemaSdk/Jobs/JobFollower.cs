using SchemaSdk.Polling;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>One wait for a job: tells of its changes, to its end, its deadline or the caller's.</summary>
// last: what was told before.
// wantsChanges: whether anything but the end is of interest.
internal sealed class JobFollower(JobCore job, JobStatus? last, bool wantsChanges, CancellationToken cancellationToken) : IDisposable
{
    private JobStatus? _last = last;
    private readonly JobTelemetry? _telemetry = job.BeginWait();
    private bool _hasPolled;
    private bool _hasEnded;
    private Exception? _error;

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
            throw _error = await job.StoppedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Goes on as it is, whatever it is.
            _error = exception;
            throw;
        }
    }

    /// <summary>Nobody asks for another change.</summary>
    public void Dispose()
    {
        job.Release();
        job.EndWait(_telemetry, _error);
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
