namespace SchemaSdk.Jobs;

/// <summary>The time of one who waits for a job for which others wait longer.</summary>
internal sealed class OwnTimeout : IDisposable
{
    private readonly TimeSpan _time;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _stop;

    private OwnTimeout(JobCore job, TimeSpan time, CancellationToken cancellationToken)
    {
        _time = time;
        _over = new CancellationTokenSource(time, job.Line.Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
    }

    /// <summary>Cancelled when the time is over, or when the caller stops.</summary>
    internal CancellationToken Stop => _stop.Token;

    internal bool IsOver => _over.IsCancellationRequested;

    /// <returns>Null if the time of the job itself limits the wait, as it does unless calls share the job.</returns>
    internal static OwnTimeout? Of(JobCore job, RunOptions? options, CancellationToken cancellationToken)
    {
        if (!job.IsShared || job.End is not null)
        {
            return null;
        }

        var time = JobCore.TimeoutOf(job.Line.Settings, options);
        return time < job.UntilTimeout() ? new OwnTimeout(job, time, cancellationToken) : null;
    }

    internal ModelTimeoutException Error(JobCore job, JobStatus? last) =>
        job.Errors.TimedOut(_time, last?.StateText, default, failure: null);

    public void Dispose()
    {
        _stop.Dispose();
        _over.Dispose();
    }
}
