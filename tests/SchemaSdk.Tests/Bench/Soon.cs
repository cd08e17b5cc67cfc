namespace SchemaSdk.Tests.Bench;

/// <summary>A test that would hang fails instead.</summary>
internal static class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Async(Task task) => task.WaitAsync(Limit);

    public static Task<T> Async<T>(Task<T> task) => task.WaitAsync(Limit);

    public static Task<TException> Throws<TException>(Task task)
        where TException : Exception => Assert.ThrowsAsync<TException>(() => Async(task));

    /// <summary>Waits until something that nothing tells of is so.</summary>
    public static Task Until(Func<bool> isSo) => Until(() => Task.FromResult(isSo()));

    public static async Task Until(Func<Task<bool>> isSo)
    {
        for (var start = Environment.TickCount64; !await isSo(); await Task.Yield())
        {
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, "It never was.");
        }
    }
}
