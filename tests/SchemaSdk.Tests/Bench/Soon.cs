namespace SchemaSdk.Tests.Bench;

/// <summary>A test that would hang fails instead.</summary>
internal static class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task Async(Task task) => task.WaitAsync(Limit);

    public static Task<T> Async<T>(Task<T> task) => task.WaitAsync(Limit);

    public static Task<TException> Throws<TException>(Task task)
        where TException : Exception => Assert.ThrowsAsync<TException>(() => Async(task));
}
