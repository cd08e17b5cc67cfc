namespace SchemaSdk.Durable.Calls;

/// <summary>Signals waiters that there may be work. Work that other processes record may cause no signal, so each wait is short.</summary>
internal sealed class WorkBell(TimeSpan longest, TimeProvider time)
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for a signal, up to a maximum time, because some work causes no signal, for example when a lease expires.</summary>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        var ring = Volatile.Read(ref _next).Task;
        await ring.WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    internal void Ring() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
