using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>The time of one who waits for a job that calls with other times share.</summary>
internal sealed class OwnTimeout : IDisposable
{
    private readonly JobDeadline _own;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _stop;

    private OwnTimeout(JobCore job, JobDeadline own, CancellationToken cancellationToken)
    {
        _own = own;
        _over = new CancellationTokenSource(JobDeadline.AtLeastZero(own.Remaining), job.Line.Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
    }

    /// <summary>Cancelled when the time is over, or when the caller stops.</summary>
    internal CancellationToken Stop => _stop.Token;

    internal bool IsOver => _over.IsCancellationRequested;

    internal TimeSpan Timeout => _own.Timeout;

    internal TimeSpan Remaining => _own.Remaining;

    // own: null for the call that submitted the job, whose time is that of the job unless another needed more.
    /// <returns>Null if the time of the job itself limits the wait.</returns>
    internal static OwnTimeout? Of(JobCore job, JobDeadline? own, CancellationToken cancellationToken) =>
        job.End is null && (own ?? job.First) is { } time ? new OwnTimeout(job, time, cancellationToken) : null;

    public void Dispose()
    {
        _stop.Dispose();
        _over.Dispose();
    }
}
