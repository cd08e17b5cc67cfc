namespace SchemaSdk.PostgreSql;

/// <summary>
/// Says the way in which a <see cref="PostgreSqlJobLedger"/> uses its database. All processes that share one use the same.
/// </summary>
public sealed record PostgreSqlLedgerOptions : LedgerStoreOptions
{
    // Those of PostgreSQL 18, as pg_get_keywords() has them under R and T.
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
    /// The schema of the database that holds the tables: 1 to 40 lower-case letters, digits and underscores, no digit or <c>pg_</c>
    /// first, and no word of SQL that PostgreSQL reserves, such as <c>user</c>. Default: <c>schemasdk</c>.
    /// </summary>
    public string Schema { get; init; } = "schemasdk";

    /// <summary>
    /// Makes the tables, and brings those of an earlier version up to date, before the first use. With false, run the script of
    /// <see cref="PostgreSqlJobLedger.ScriptOf"/>. Default: true.
    /// </summary>
    public bool MigratesSchema { get; init; } = true;

    /// <summary>
    /// Refuses a server that runs with <c>fsync=off</c>: a loss of power takes lines from it that it has confirmed, so that their jobs
    /// would be submitted, and paid for, again. Databases for tests are often started so: give false there. Default: true.
    /// </summary>
    public bool RequiresFsync { get; init; } = true;

    /// <summary>
    /// The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits for a notification, above 0. Default: 5 seconds.
    /// </summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    internal override void Check()
    {
        CheckSchema(Schema);
        base.Check();
    }

    /// <exception cref="ArgumentException">It is not a name that stands in SQL as it is.</exception>
    internal static void CheckSchema(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Length is 0 or > 40 || char.IsAsciiDigit(schema[0])
            || !schema.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw new ArgumentException(
                $"The schema \"{schema}\" is not 1 to 40 lower-case letters, digits and underscores without a digit first.",
                nameof(schema));
        }

        if (schema.StartsWith("pg_", StringComparison.Ordinal) || ReservedWords.Contains(schema))
        {
            throw new ArgumentException(
                $"PostgreSQL keeps the name \"{schema}\" for itself. Give the schema another one, such as \"{schema}_jobs\".",
                nameof(schema));
        }
    }
}
