using SchemaSdk.PostgreSql.Schema;

namespace SchemaSdk.PostgreSql;

/// <summary>
/// Says the way in which a <see cref="PostgreSqlJobLedger"/> uses its database. All processes that share one use the same.
/// </summary>
public sealed record PostgreSqlLedgerOptions
{
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    /// <summary>The parts of a job that are kept, and the way they are.</summary>
    public JobLedgerOptions Ledger { get; init; } = new();

    /// <summary>
    /// The schema of the database that holds the tables: 1 to 40 lower-case letters, digits and underscores, no digit or <c>pg_</c>
    /// first, and no word of SQL that PostgreSQL reserves, such as <c>user</c>. Default: <c>schemasdk</c>.
    /// </summary>
    public string Schema { get; init; } = "schemasdk";

    /// <summary>
    /// Makes the tables, and brings those of an earlier version up to date, before the first use. With false somebody else has to run
    /// <see cref="PostgreSqlJobLedger.ScriptOf"/>. Default: true.
    /// </summary>
    public bool MigratesSchema { get; init; } = true;

    /// <summary>
    /// Refuses a server that runs with <c>fsync=off</c>: a loss of power takes lines from it that it has confirmed, so that their jobs
    /// would be submitted, and paid for, again. Databases for tests are often started so: give false there. Default: true.
    /// </summary>
    public bool RequiresFsync { get; init; } = true;

    /// <summary>
    /// The time after which the jobs of a process that gives no sign of life are left to others, 1 second to 1 day. It is renewed every
    /// third of it, by the clock of the database. Give more than a failover of the database takes. Default: 30 seconds.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The beginning of <see cref="JobLedger.Owner"/>, which gets a part of its own for each ledger: 1 to 200 characters. Default: the name
    /// of the machine and the number of the process.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The limits of what jobs may cost, for all processes together. Default: none.</summary>
    public IReadOnlyList<LedgerBudget> Budgets { get; init; } = [];

    /// <summary>
    /// The time from the delivery of a job after which its input and result are taken out of the database, 0 to 100 years; a later call
    /// with its key asks the service for the result. The input of a job that was refused stays as long as the job, which may be submitted
    /// again. Null: never. Default: null.
    /// </summary>
    public TimeSpan? ContentsKeptFor { get; init; }

    /// <summary>
    /// The time from the delivery or refusal of a job after which the database forgets it, 0 to 100 years. A later call with its key
    /// submits, and pays, again: give more time than any caller takes to repeat one. Open jobs, and results that nobody got, are never
    /// forgotten, and budgets go on to count what was spent. The clock of the database counts, whatever those of the processes say.
    /// Copies of files that a refused job has left in <see cref="JobLedgerOptions.InputFolder"/> are removed with it. Null: never. Default:
    /// null.
    /// </summary>
    public TimeSpan? JobsKeptFor { get; init; }

    /// <summary>
    /// The time for which a call waits for a database that cannot be reached, 0 or more: a restart of it only delays. Default: 1 minute.
    /// </summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits for a notification, above 0. Default: 5 seconds.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">A value is outside of its range.</exception>
    internal PostgreSqlLedgerOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Ledger);
        ArgumentNullException.ThrowIfNull(Budgets);
        CheckSchema(Schema);
        Check(nameof(LeaseTime), LeaseTime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Check(nameof(RetryTime), RetryTime, TimeSpan.Zero, TimeSpan.FromDays(1));
        Check(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        Check(nameof(ContentsKeptFor), ContentsKeptFor ?? TimeSpan.Zero, TimeSpan.Zero, Century);
        Check(nameof(JobsKeptFor), JobsKeptFor ?? TimeSpan.Zero, TimeSpan.Zero, Century);
        if (Owner is { Length: 0 or > 200 })
        {
            throw new ArgumentException($"The owner has {Owner.Length} characters. Give it 1 to 200.", nameof(Owner));
        }

        foreach (var budget in Budgets)
        {
            budget.Check();
        }

        return this;
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

    private static void Check(string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}. Give it {least} to {most}.");
        }
    }
}
