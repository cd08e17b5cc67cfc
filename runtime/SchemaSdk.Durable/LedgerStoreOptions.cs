namespace SchemaSdk.Durable;

/// <summary>Settings of a ledger in a database. Use the same settings in all processes that share a ledger.</summary>
public abstract record LedgerStoreOptions
{
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    internal LedgerStoreOptions()
    {
    }

    /// <summary>The settings for what the ledger keeps about each job.</summary>
    public JobLedgerOptions Ledger { get; init; } = new();

    /// <summary>
    /// How long a lease is valid, 1 second to 1 day. It is renewed three times within that period. Once it expires, other processes
    /// claim the jobs. Default: 30 seconds; 10 seconds for SQLite.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The start of <see cref="JobLedger.Owner"/>, 1 to 200 characters; each ledger appends a suffix. Default: machine name and process id.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The limits on what the jobs of all processes together may cost. Default: none.</summary>
    public IReadOnlyList<LedgerBudget> Budgets { get; init; } = [];

    /// <summary>
    /// How long the input and result of a job are kept after its delivery, 0 to 100 years; null for no limit. Afterwards, a call with the
    /// job's key reads the result from the service. A refused job keeps its input, because it can be submitted again. Default: null.
    /// </summary>
    public TimeSpan? ContentsKeptFor { get; init; }

    /// <summary>
    /// How long a job is kept after its delivery or refusal: 0 to 100 years, measured by the database's clock; null to keep it forever.
    /// Afterwards, a call with the job's key submits and pays again, so choose a time longer than any caller may take to repeat a call.
    /// Open jobs and undelivered results are never removed, and budgets still count removed jobs. Copies of files that a refused job has
    /// left in <see cref="JobLedgerOptions.InputFolder"/> are removed with the job. Default: null.
    /// </summary>
    public TimeSpan? JobsKeptFor { get; init; }

    /// <summary>How long to wait for a locked or unreachable database, 0 to 1 day (locked rows: at least 30 s). Default: 60 s.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits, 1 ms to 1 day.</summary>
    public abstract TimeSpan PollInterval { get; init; }

    internal virtual void Check()
    {
        ArgumentNullException.ThrowIfNull(Ledger);
        ArgumentNullException.ThrowIfNull(Budgets);
        Check(nameof(LeaseTime), LeaseTime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Check(nameof(RetryTime), RetryTime, TimeSpan.Zero, TimeSpan.FromDays(1));
        Check(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        Check(nameof(ContentsKeptFor), ContentsKeptFor ?? TimeSpan.Zero, TimeSpan.Zero, Century);
        Check(nameof(JobsKeptFor), JobsKeptFor ?? TimeSpan.Zero, TimeSpan.Zero, Century);
        if (Owner is { Length: 0 or > 200 })
        {
            throw new ArgumentException($"Owner has {Owner.Length} characters. Use 1 to 200.", nameof(Owner));
        }

        Budgets.ToList().ForEach(static budget => budget.Check());
    }

    private static void Check(string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}. Use {least} to {most}.");
        }
    }
}
