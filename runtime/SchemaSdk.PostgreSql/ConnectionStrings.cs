using System.Data.Common;

namespace SchemaSdk.PostgreSql;

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
            if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
            {
                // Each line is a statement of its own, of a few texts that are the same for all.
                builder.ConnectionStringBuilder.MaxAutoPrepare = 30;
                builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
            }

            builder.EnableArrays();
            builder.EnableTransportSecurity();
            builder.EnableIntegratedSecurity();
            return builder.Build();
        }
        catch (Exception exception) when (IsOfText(exception))
        {
            // Its message may have a part of the password in it, which a semicolon ended too early.
            throw new ArgumentException(
                $"The connection string cannot be read{ReasonIn(connectionString)}. It has the form "
                + "Host=…;Database=…;Username=…;Password=…, and a value with a semicolon stands in quotes.",
                nameof(connectionString));
        }
    }

    private static bool IsOfText(Exception exception) =>
        exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException;

    // Names the first keyword that is wrong. What stands after the password may be its tail, and is not shown.
    private static string ReasonIn(string connectionString)
    {
        var (given, known) = (new DbConnectionStringBuilder(), new NpgsqlConnectionStringBuilder());
        var (place, keyword, isAfterPassword) = (0, "", false);
        try
        {
            given.ConnectionString = connectionString;
            foreach (string next in given.Keys)
            {
                isAfterPassword |= keyword is "password" or "pwd" or "psw" or "ssl password";
                (place, keyword) = (place + 1, next);
                known[keyword] = given[keyword];
            }
        }
        catch (Exception exception) when (IsOfText(exception) && place > 0)
        {
            var name = isAfterPassword ? $"number {place}" : $"'{keyword}'";
            return known.ContainsKey(keyword) ? $": the value of {name} is not valid"
                : $": keyword {name} is unknown to Npgsql" + (isAfterPassword ? ", or is part of the password before it" : "");
        }
        catch (ArgumentException)
        {
            // All keywords lack a value, so none can be named.
        }

        return "";
    }
}
