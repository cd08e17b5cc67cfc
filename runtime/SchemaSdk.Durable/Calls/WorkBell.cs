namespace SchemaSdk.Durable.Calls;

/// <summary>Signals that there may be work. Events such as the end of a lease cause no signal, so waits end after <c>longest</c>.</summary>
internal sealed class WorkBell(TimeSpan longest, TimeProvider time)
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        var next = Volatile.Read(ref _next);
        await next.Task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        _ = next.Task.IsCompleted
            ? Interlocked.CompareExchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously), next) : next;
    }

    // A signal between two waits ends the next wait at once, so that no work is missed.
    internal void Ring() => Volatile.Read(ref _next).TrySetResult();
}
