using SchemaSdk.Durable;
using SchemaSdk.PostgreSql.Schema;

namespace SchemaSdk.PostgreSql;

/// <summary>
/// Says the way in which a <see cref="PostgreSqlJobLedger"/> uses its database. All processes that share one use the same.
/// </summary>
public sealed record PostgreSqlLedgerOptions : LedgerStoreOptions
{
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
        var isName = schema.Length is > 0 and <= 40 && !char.IsAsciiDigit(schema[0]);
        foreach (var letter in schema)
        {
            isName &= char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_';
        }

        if (!isName)
        {
            throw new ArgumentException(
                $"The schema \"{schema}\" is not 1 to 40 lower-case letters, digits and underscores without a digit first.",
                nameof(schema));
        }

        if (schema.StartsWith("pg_", StringComparison.Ordinal) || ReservedWords.Contain(schema))
        {
            throw new ArgumentException(
                $"PostgreSQL keeps the name \"{schema}\" for itself. Give the schema another one, such as \"{schema}_jobs\".",
                nameof(schema));
        }
    }
}
