namespace SchemaSdk.PostgreSql.Tests;

/// <summary>The database of this run, started with the first test that needs it. Its guard removes it once the run is over.</summary>
internal static class SharedCluster
{
    private static readonly Lazy<Task<PrivateCluster>> Started = new(static () => PrivateCluster.StartAsync());

    public static Task<PrivateCluster> Get() => Started.Value;

    /// <summary>Makes an empty database of it.</summary>
    public static async Task<string> DatabaseAsync() => await (await Started.Value).CreateDatabaseAsync();
}
