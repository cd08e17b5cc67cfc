namespace SchemaSdk.Jobs.Polling;

/// <summary>One poll of a job, and what ends its request.</summary>
internal sealed class PollTurn(TimeProvider time)
{
    private CancellationTokenSource? _request;
    private bool _isAborted;

    /// <summary>True once the last caller that waited for the job has left.</summary>
    internal bool IsAborted => Volatile.Read(ref _isAborted);

    /// <summary>Begins a request, which is to be ended with <see cref="End"/>.</summary>
    /// <returns>Cancelled when the turn is aborted or the time is up.</returns>
    internal CancellationToken Begin(TimeSpan timeout)
    {
        // Not disposed: it may be cancelled by an abort that has it already.
        var request = new CancellationTokenSource(timeout, time);
        Interlocked.Exchange(ref _request, request);
        if (IsAborted)
        {
            request.Cancel();
        }

        return request.Token;
    }

    /// <summary>The request is over: nothing ends it any more.</summary>
    internal void End() => Interlocked.Exchange(ref _request, null)?.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Ends the turn.</summary>
    /// <returns>What to cancel; null if no request is in flight.</returns>
    internal CancellationTokenSource? Abort()
    {
        Volatile.Write(ref _isAborted, true);
        return Interlocked.Exchange(ref _request, null);
    }
}
