namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Waits for a condition on a server, because a test cannot move the server's clock.</summary>
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
