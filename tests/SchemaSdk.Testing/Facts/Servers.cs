namespace SchemaSdk.Testing;

internal static class Servers
{
    /// <summary>Returns the reason to skip a test that needs the servers, or null if all are installed.</summary>
    internal static string? MissingOf(Server[] servers) => servers.Select(MissingOf).FirstOrDefault(static reason => reason is not null);

    private static string? MissingOf(Server server) => server switch
    {
        Server.PostgreSql => Programs.Missing,
        Server.RabbitMq => PrivateBroker.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(server), server, "Unknown server."),
    };
}
