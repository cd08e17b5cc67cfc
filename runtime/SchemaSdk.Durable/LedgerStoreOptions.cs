namespace SchemaSdk.Durable;

/// <summary>Says the way in which a ledger uses its database. All processes that share one use the same.</summary>
public abstract record LedgerStoreOptions
{
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    internal LedgerStoreOptions()
    {
    }

    /// <summary>The parts of a job that are kept, and the way they are.</summary>
    public JobLedgerOptions Ledger { get; init; } = new();

    /// <summary>
    /// The time after which the jobs of a process that gives no sign of life are left to others, 1 second to 1 day. It is renewed every
    /// third of it. Default: 30 seconds; 10 seconds for SQLite.
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
    /// submits, and pays, again: give more time than any caller takes to repeat one. Open jobs, and undelivered results, are never
    /// forgotten, and budgets go on to count what was spent. The clock of the database counts. Copies of files that a refused job has left
    /// in <see cref="JobLedgerOptions.InputFolder"/> are removed with it. Null: never. Default: null.
    /// </summary>
    public TimeSpan? JobsKeptFor { get; init; }

    /// <summary>
    /// The time for which a call waits for a database that cannot be reached or is locked, 0 to 1 day. Default: 1 minute.
    /// </summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits, 1 ms to 1 day.</summary>
    public abstract TimeSpan PollInterval { get; init; }

    /// <exception cref="ArgumentException">A value is outside of its range.</exception>
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
            throw new ArgumentException($"The owner has {Owner.Length} characters. Give it 1 to 200.", nameof(Owner));
        }

        Budgets.ToList().ForEach(static budget => budget.Check());
    }

    /// <summary>The name of a ledger with these options.</summary>
    internal string NameOfLedger() => FormattableString.Invariant(
        $"{Owner ?? $"{Environment.MachineName}:{Environment.ProcessId}"}:{Guid.NewGuid().ToString("n")[..8]}");

    private static void Check(string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}. Give it {least} to {most}.");
        }
    }
}
