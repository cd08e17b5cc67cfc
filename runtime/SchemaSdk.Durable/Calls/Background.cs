namespace SchemaSdk.Durable.Calls;

/// <summary>Runs work that no caller waits for, or that outlasts the caller's wait.</summary>
internal static class Background
{
    /// <summary>Starts an action outside the caller's execution context, and so outside its transaction scope.</summary>
    internal static Task Run(Func<Task> action)
    {
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return Task.Run(action);
    }

    /// <summary>Ignores the failure of a task that no caller waits for.</summary>
    internal static void Leave(Task task) => task.ContinueWith(
        static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Awaits an operation, and throws a TimeoutException if it takes longer than the limit.</summary>
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
            throw new TimeoutException($"The database did not answer within {limit}.");
        }
    }
}
