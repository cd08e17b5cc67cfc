namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>The database of this run, started with the first test that needs it. Its guard removes it once the run is over.</summary>
internal static class SharedCluster
{
    // Each test has a database of its own. Among some 300 of them, the server would start a process a few times a second, to look for what
    // it could clean.
    private static readonly Lazy<Task<PrivateCluster>> Started = new(static () => PrivateCluster.StartAsync("autovacuum=off"));

    public static Task<PrivateCluster> Get() => Started.Value;

    /// <summary>Makes an empty database of it.</summary>
    public static async Task<string> DatabaseAsync() => await (await Started.Value).CreateDatabaseAsync();
}
