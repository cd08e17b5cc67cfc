namespace SchemaSdk.Durable.Calls;

/// <summary>Runs what goes on without its callers, or longer than they wait.</summary>
internal static class Background
{
    /// <summary>Starts it without what flows along with the caller who happens to come first, such as a transaction scope.</summary>
    internal static Task Run(Func<Task> action)
    {
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return Task.Run(action);
    }

    /// <summary>Leaves a task to itself, as one for whose failure no caller waits.</summary>
    internal static void Leave(Task task) => task.ContinueWith(
        static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Waits for something, and no longer than a limit.</summary>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    internal static async Task WithinAsync(
        TimeSpan limit, TimeProvider time, Func<CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await wait(enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The answer takes longer than {limit}.");
        }
    }
}
