namespace SchemaSdk.PostgreSql;

/// <summary>Creates data sources from connection strings.</summary>
internal static class ConnectionStrings
{
    internal static NpgsqlDataSource SourceOf(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(connectionString);

            // Only the ledger uses these connections, so they need no reset on close. A reset would discard the server's query plans.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
            {
                builder.ConnectionStringBuilder.MaxAutoPrepare = 50;
                builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
            }

            builder.EnableArrays();
            builder.EnableTransportSecurity();
            builder.EnableIntegratedSecurity();
            return builder.Build();
        }
        catch (Exception exception) when (IsOfText(exception))
        {
            // Leaves out the original message: if a password contains a semicolon, the message may contain the rest of the password.
            throw new ArgumentException($"The connection string cannot be read{ReasonIn(connectionString)}. Use the form "
                + "Host=…;Database=…;Username=…;Password=…, and quote each value that contains a semicolon.",
                nameof(connectionString));
        }
    }

    private static bool IsOfText(Exception exception) =>
        exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException;

    // Names the first keyword that Npgsql rejects. If the keyword may be part of a password, gives only its position.
    private static string ReasonIn(string connectionString)
    {
        if (connectionString.Split('=')[0].Contains("://", StringComparison.Ordinal))
        {
            return ": it is a URI, which Npgsql does not support";
        }

        var (known, place, keyword, isAfterPassword) = (new NpgsqlConnectionStringBuilder(), 0, "", false);
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            foreach (string next in given.Keys)
            {
                isAfterPassword |= keyword is "password" or "pwd" or "psw" or "ssl password";
                (place, keyword) = (place + 1, next);
                known[keyword] = given[keyword];
            }
        }
        catch (Exception exception) when (IsOfText(exception) && place > 0)
        {
            var isSafe = !isAfterPassword && keyword.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '_');
            var name = isSafe ? $"'{keyword}'" : $"number {place}";
            return known.ContainsKey(keyword) ? $": the value of keyword {name} is not valid"
                : $": Npgsql does not know keyword {name}" + (isAfterPassword ? ", which may be a part of the password" : "");
        }
        catch (ArgumentException)
        {
            // The text cannot be split into keywords and values, so no keyword can be named.
        }

        return "";
    }
}
