namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>One server for all tests, started by the first one that needs it.</summary>
internal static class SharedCluster
{
    // Each test has its own database. With hundreds of databases, autovacuum would start a process several times a second.
    private static readonly Lazy<Task<PrivateCluster>> Started = new(static () => PrivateCluster.StartAsync("autovacuum=off"));

    public static Task<PrivateCluster> Get() => Started.Value;

    public static async Task<string> DatabaseAsync() => await (await Started.Value).CreateDatabaseAsync();
}
