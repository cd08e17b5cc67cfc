namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>One server for all tests, started by the first one that needs it.</summary>
internal static class SharedCluster
{
    // Autovacuum is off: each test has its own database, and for hundreds of them it would start a process several times a second.
    private static readonly Lazy<Task<PrivateCluster>> Started = new(static () => PrivateCluster.StartAsync("autovacuum=off"));

    public static Task<PrivateCluster> Get() => Started.Value;

    public static async Task<string> DatabaseAsync() => await (await Started.Value).CreateDatabaseAsync();
}
