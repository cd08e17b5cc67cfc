namespace SchemaSdk.Hosts.Tests.Bench;

/// <summary>Limits the time of what has to happen, so that a test that waits in vain fails.</summary>
internal static class Soon
{
    // Of a machine that also compiles native code, or starts a broker again.
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static Task<T> Soonish<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soonish(this Task task) => task.WaitAsync(Limit);

    public static async Task Until(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSo())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
