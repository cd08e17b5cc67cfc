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

            // Only the ledger uses these connections, and it changes no session settings. A reset would discard the server's plans.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
            {
                // Each entry is one statement, and all entries share a few SQL texts.
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
            // Leaves out the original message, which may contain a part of a password that has a semicolon in it.
            throw new ArgumentException(
                $"The connection string cannot be read{ReasonIn(connectionString)}. Use the form "
                + "Host=…;Database=…;Username=…;Password=…, in which a value with a semicolon needs quotes.",
                nameof(connectionString));
        }
    }

    private static bool IsOfText(Exception exception) =>
        exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException;

    // Says which keyword is the first invalid one. Only the position of a keyword after the password is shown, because its text may be part
    // of the password. The same applies to text with a character that no keyword has, because it may be an address with a password.
    private static string ReasonIn(string connectionString)
    {
        if (connectionString.Split('=')[0].Contains("://", StringComparison.Ordinal))
        {
            return ": it is a URI, which Npgsql does not support";
        }

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
            var name = isAfterPassword || !keyword.All(IsOfKeyword) ? $"number {place}" : $"'{keyword}'";
            return known.ContainsKey(keyword) ? $": the value of {name} is not valid"
                : $": keyword {name} is unknown to Npgsql" + (isAfterPassword ? ", or is part of the password before it" : "");
        }
        catch (ArgumentException)
        {
            // No keyword has a value, so no wrong keyword can be shown.
        }

        return "";
    }

    private static bool IsOfKeyword(char character) => char.IsAsciiLetterOrDigit(character) || character is ' ' or '_';
}
