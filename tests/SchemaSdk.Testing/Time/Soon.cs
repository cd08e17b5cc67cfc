namespace SchemaSdk.Testing;

/// <summary>Waits with a limit, so that a test fails instead of hanging.</summary>
public static class Soon
{
    // The machine may also be compiling native code or restarting a broker.
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static Task Async(Task task) => task.WaitAsync(Limit);

    public static Task<T> Async<T>(Task<T> task) => task.WaitAsync(Limit);

    public static Task Soonish(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soonish<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task<TException> Throws<TException>(Task task)
        where TException : Exception => Assert.ThrowsAsync<TException>(() => Async(task));

    /// <summary>Waits until a condition is true. Checks it repeatedly.</summary>
    public static Task Until(Func<bool> isSo) => Until(() => Task.FromResult(isSo()));

    public static async Task Until(Func<Task<bool>> isSo)
    {
        for (var start = Environment.TickCount64; !await isSo(); await Task.Delay(1))
        {
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, $"The condition was not met within {Limit}.");
        }
    }
}
