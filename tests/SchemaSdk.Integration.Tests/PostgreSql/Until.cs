namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Waits for a condition of a server, whose clock no test can move.</summary>
internal static class Until
{
    public static async Task<bool> TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(20);
        }

        return true;
    }
}
