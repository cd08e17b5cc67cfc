namespace SchemaSdk.Durable.Calls;

/// <summary>Tells those who wait that there may be work. It may miss work of other processes, so waits are short.</summary>
/// <param name="longest">The longest wait.</param>
/// <param name="time">The clock of the wait.</param>
internal sealed class WorkBell(TimeSpan longest, TimeProvider time) : IDisposable
{
    // Never disposed: a caller may begin to wait meanwhile.
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until it rings, and no longer than the longest wait.</summary>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await Volatile.Read(ref _next).Task.WaitAsync(longest, time, stop.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Work may have come without a word: the lease of another process has ended.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The ledger is being disposed of, and nothing more comes.
        }
    }

    internal void Ring() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Ends all waits.</summary>
    public void Dispose() => _stop.Cancel();
}
