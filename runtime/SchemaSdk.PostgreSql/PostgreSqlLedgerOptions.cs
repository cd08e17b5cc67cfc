namespace SchemaSdk.PostgreSql;

/// <summary>Settings of a <see cref="PostgreSqlJobLedger"/>. Use the same settings in all processes that share a database.</summary>
public sealed record PostgreSqlLedgerOptions : LedgerStoreOptions
{
    /// <summary>
    /// The database schema for the tables: 1 to 40 lower-case letters, digits and underscores. It must not start with a digit or
    /// <c>pg_</c>. Default: <c>schemasdk</c>.
    /// </summary>
    public string Schema { get; init; } = "schemasdk";

    /// <summary>
    /// Whether to create the tables, or upgrade an earlier version's tables, before the first use. If false, run the script of
    /// <see cref="PostgreSqlJobLedger.ScriptOf"/> yourself. Default: true.
    /// </summary>
    public bool MigratesSchema { get; init; } = true;

    /// <summary>
    /// Whether to reject a server with <c>fsync=off</c>. In a power loss, such a server may lose committed entries, so their jobs would
    /// be submitted and paid for again. Set this option to false for test databases, which often run without fsync. Default: true.
    /// </summary>
    public bool RequiresFsync { get; init; } = true;

    /// <summary>The maximum time that <see cref="JobLedger.WaitForWorkAsync"/> waits, 1 ms to 1 day. Default: 5 seconds.</summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    internal override void Check()
    {
        CheckSchema(Schema);
        base.Check();
    }

    internal static void CheckSchema(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Length is 0 or > 40 || char.IsAsciiDigit(schema[0]) || schema.StartsWith("pg_", StringComparison.Ordinal)
            || !schema.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw new ArgumentException(
                $"The schema \"{schema}\" is not valid. Use 1 to 40 lower-case letters, digits and underscores. Do not start "
                + "the name with a digit or \"pg_\".",
                nameof(schema));
        }
    }
}
