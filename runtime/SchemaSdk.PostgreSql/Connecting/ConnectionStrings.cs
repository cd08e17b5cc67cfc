using Npgsql;

namespace SchemaSdk.PostgreSql.Connecting;

/// <summary>Makes a source of connections.</summary>
internal static class ConnectionStrings
{
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    internal static NpgsqlDataSource SourceOf(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(connectionString);

            // The ledger alone uses these connections, and leaves no setting of a session behind: to reset each of them after each group
            // costs the server its plans, and both sides time.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            builder.EnableArrays();
            builder.EnableTransportSecurity();
            builder.EnableIntegratedSecurity();
            return builder.Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            // Its message may have a part of the password in it, which a semicolon ended too early.
            throw new ArgumentException(
                "The connection string cannot be read. It has the form Host=…;Database=…;Username=…;Password=…, and a value with a "
                + "semicolon stands in quotes.",
                nameof(connectionString));
        }
    }
}
