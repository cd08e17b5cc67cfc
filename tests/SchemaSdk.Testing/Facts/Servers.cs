namespace SchemaSdk.Testing;

/// <summary>Says which servers this machine lacks.</summary>
internal static class Servers
{
    /// <summary>The reason to skip a test that needs the servers; null if all of them are installed.</summary>
    internal static string? MissingOf(Server[] servers) => servers.Select(MissingOf).FirstOrDefault(static reason => reason is not null);

    private static string? MissingOf(Server server) => server switch
    {
        Server.PostgreSql => Programs.Missing,
        Server.RabbitMq => PrivateBroker.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(server), server, "It is not a server."),
    };
}
