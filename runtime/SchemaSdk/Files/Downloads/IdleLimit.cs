namespace SchemaSdk.Files.Downloads;

/// <summary>Ends a download if no data arrives within the read timeout.</summary>
// stop: cancelled with idle, by the caller, or when the client is disposed.
internal sealed class IdleLimit(CancellationTokenSource idle, TimeSpan timeout, CancellationToken stop)
{
    /// <summary>Runs a step that waits for the server. The timeout applies only while such a step is running.</summary>
    /// <exception cref="DownloadBreakException">The step failed, but a retry may succeed.</exception>
    // Any exception counts as an interruption, because the application's handlers can throw any type. Cancellation and IsVeto do not count,
    // because a retry would not help.
    internal async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        try
        {
            idle.CancelAfter(timeout);
            // The application's handlers may ignore the cancellation token, so the wait observes it too.
            return await step(stop).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (idle.IsCancellationRequested || !stop.IsCancellationRequested)
        {
            throw new DownloadBreakException(
                idle.IsCancellationRequested ? $"no data arrived for {ErrorText.Seconds(timeout)}" : "the connection timed out", exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ModelException { IsVeto: true }))
        {
            throw new DownloadBreakException(ErrorText.Cut(exception.Message).TrimEnd('.'), exception);
        }
        finally
        {
            idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}

/// <summary>A download was interrupted, but a retry may succeed. The inner exception is the cause that the application sees.</summary>
internal sealed class DownloadBreakException(string why, Exception? inner = null) : Exception(why, inner)
{
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers of the answer that interrupted the download; null if no answer did.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }
}
