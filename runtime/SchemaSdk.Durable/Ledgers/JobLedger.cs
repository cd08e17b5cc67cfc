namespace SchemaSdk;

/// <summary>
/// Remembers every paid job on something that outlives the process, so that none is lost and none is submitted twice:
/// <see cref="ModelClientOptions.Ledger"/>. Packages SchemaSdk.Sqlite and SchemaSdk.PostgreSql have one each; other stores derive from this
/// class.
/// </summary>
/// <remarks>
/// A client records each step before it takes it: that a job is to be submitted, that its input is being sent, its id before the caller
/// gets it, its end before the result is given out. A method completes when what it was given would survive the end of the process and of
/// the machine. Implementations are safe for use by many threads. The caller disposes of a ledger, after the clients that use it.
/// </remarks>
public abstract partial class JobLedger : ModelLedger
{
    /// <summary>Makes one that keeps everything as it is.</summary>
    protected JobLedger()
        : this(new JobLedgerOptions())
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="options">The parts of a job that are kept, and the way they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    protected JobLedger(JobLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Checked();
    }

    /// <summary>The parts of a job that are kept, and the way they are.</summary>
    public JobLedgerOptions Options { get; }

    /// <summary>The keys that are being submitted in this process.</summary>
    internal LedgerClaims Claims { get; } = new();

    /// <summary>The jobs whose files this process could not download.</summary>
    internal FileFailures FileFailures { get; } = new();

    /// <summary>
    /// True once it was disposed of: what it did not take before is no longer tried. Default: false, so a ledger that can be disposed of
    /// overrides it.
    /// </summary>
    public virtual bool IsDisposed => false;

    /// <summary>Finds a job by its key, with its input and result as far as they are kept.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Records the first line of a job, unless its key is known.</summary>
    /// <param name="intent">The job, in state <see cref="LedgerState.Intended"/>, with its input.</param>
    /// <param name="cancellationToken">Ends the wait; whether the line was recorded is then not known.</param>
    /// <returns>Null if the line was recorded; else the job that has the key, which stays as it was.</returns>
    /// <exception cref="ModelLedgerException">It cannot be recorded.</exception>
    public abstract ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records the next line of a job. It is refused unless its <see cref="LedgerEntry.Version"/> is the next one of that key, so that
    /// of two who write at once only one goes on; or if the job was accepted, and the line has another <see cref="LedgerEntry.RequestId"/>:
    /// it is that of an earlier job with this key, which the ledger has forgotten.
    /// </summary>
    /// <param name="entry">
    /// The job as it is now, with its result where it has ended. Its input need not be given again; with one that is given in a line of
    /// state <see cref="LedgerState.Intended"/>, the job has that input from then on.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; whether the line was recorded is then not known.</param>
    /// <exception cref="ModelLedgerException">It cannot be recorded, or another line was recorded meanwhile.</exception>
    public abstract ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Lists the jobs, without their inputs and results, in the order in which they were begun.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default);
}
