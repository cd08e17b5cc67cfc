namespace SchemaSdk.Durable.Calls;

/// <summary>Starts what goes on for many callers.</summary>
internal static class Background
{
    /// <summary>Starts it without what flows along with the caller who happens to come first, such as a transaction scope.</summary>
    internal static Task Run(Func<Task> action)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(action);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(action);
        }
    }

    /// <summary>Leaves a task to itself, as one for whose failure no caller waits.</summary>
    internal static void Leave(Task task) => task.ContinueWith(
        static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
