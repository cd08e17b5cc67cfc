namespace SchemaSdk.Jobs.Polling;

/// <summary>One poll of a job, with what cancels its request.</summary>
internal sealed class PollTurn(TimeProvider time)
{
    private CancellationTokenSource? _request;
    private bool _isAborted;

    /// <summary>True once the last waiter for the job has left.</summary>
    internal bool IsAborted => Volatile.Read(ref _isAborted);

    /// <summary>Starts a request. <see cref="End"/> ends it.</summary>
    /// <returns>A token that is cancelled when the turn is aborted, or at the timeout.</returns>
    internal CancellationToken Begin(TimeSpan timeout)
    {
        // Not disposed of, because an abort that already has it may cancel it.
        var request = new CancellationTokenSource(timeout, time);
        Interlocked.Exchange(ref _request, request);
        if (IsAborted)
        {
            request.Cancel();
        }

        return request.Token;
    }

    /// <summary>Ends the request, so nothing cancels it any more.</summary>
    internal void End() => Interlocked.Exchange(ref _request, null)?.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Aborts the turn.</summary>
    /// <returns>The source to cancel; null if no request is in flight.</returns>
    internal CancellationTokenSource? Abort()
    {
        Volatile.Write(ref _isAborted, true);
        return Interlocked.Exchange(ref _request, null);
    }
}
