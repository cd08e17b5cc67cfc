namespace SchemaSdk.Jobs.Polling;

/// <summary>One poll of a job, whose request can be aborted.</summary>
internal sealed class PollTurn(TimeProvider time)
{
    private CancellationTokenSource? _request;
    private bool _isAborted;

    /// <summary>True once the last waiter has left the job.</summary>
    internal bool IsAborted => Volatile.Read(ref _isAborted);

    /// <summary>Starts a request, which <see cref="End"/> ends.</summary>
    /// <returns>A token that is cancelled when the turn is aborted or the timeout passes.</returns>
    internal CancellationToken Begin(TimeSpan timeout)
    {
        // Not disposed, because an abort that already has a reference to it may still cancel it.
        var request = new CancellationTokenSource(timeout, time);
        Interlocked.Exchange(ref _request, request);
        if (IsAborted)
        {
            request.Cancel();
        }

        return request.Token;
    }

    /// <summary>Ends the request, so that neither an abort nor the timeout cancels it.</summary>
    internal void End() => Interlocked.Exchange(ref _request, null)?.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Aborts the turn. Returns the source to cancel; null if no request is in flight.</summary>
    internal CancellationTokenSource? Abort()
    {
        Volatile.Write(ref _isAborted, true);
        return Interlocked.Exchange(ref _request, null);
    }
}
