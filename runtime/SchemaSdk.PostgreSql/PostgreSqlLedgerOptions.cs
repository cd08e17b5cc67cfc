namespace SchemaSdk.PostgreSql;

/// <summary>Settings of a <see cref="PostgreSqlJobLedger"/>. Use the same settings in all processes that share a database.</summary>
public sealed record PostgreSqlLedgerOptions : LedgerStoreOptions
{
    // The list of reserved words in PostgreSQL 18: the categories R and T of pg_get_keywords().
    private static readonly HashSet<string> ReservedWords = [.. """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
        column concurrently constraint create cross current_catalog current_date current_role current_schema
        current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
        foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
        leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
        placing primary references returning right select session_user similar some symmetric system_user table
        tablesample then to trailing true union unique user using variadic verbose when where window with
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>
    /// The database schema for the tables: 1 to 40 lower-case letters, digits and underscores. It must not start with a digit or
    /// <c>pg_</c>, and must not be a reserved word of PostgreSQL, such as <c>user</c>. Default: <c>schemasdk</c>.
    /// </summary>
    public string Schema { get; init; } = "schemasdk";

    /// <summary>
    /// Whether to create the tables, or upgrade those of an earlier version, before the first use. If false, run the script of
    /// <see cref="PostgreSqlJobLedger.ScriptOf"/> yourself. Default: true.
    /// </summary>
    public bool MigratesSchema { get; init; } = true;

    /// <summary>
    /// Whether to reject a server with <c>fsync=off</c>. In a power loss, such a server may lose committed entries, so their jobs would
    /// be submitted and paid for again. Set it to false for test databases, which often run this way. Default: true.
    /// </summary>
    public bool RequiresFsync { get; init; } = true;

    /// <summary>The longest time that <see cref="JobLedger.WaitForWorkAsync"/> waits, 1 ms to 1 day. Default: 5 seconds.</summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    internal override void Check()
    {
        CheckSchema(Schema);
        base.Check();
    }

    internal static void CheckSchema(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Length is 0 or > 40 || char.IsAsciiDigit(schema[0])
            || !schema.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw new ArgumentException(
                $"The schema \"{schema}\" is not valid. Use 1 to 40 lower-case letters, digits and underscores, not starting with a digit.",
                nameof(schema));
        }

        if (schema.StartsWith("pg_", StringComparison.Ordinal) || ReservedWords.Contains(schema))
        {
            throw new ArgumentException(
                $"PostgreSQL reserves the name \"{schema}\". Use another one, such as \"{schema}_jobs\".", nameof(schema));
        }
    }
}
