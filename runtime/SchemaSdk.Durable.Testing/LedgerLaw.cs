namespace SchemaSdk.Durable.Testing;

/// <summary>
/// The law of a ledger that several processes may share, as tests: derive from it in a test project, and the ledger runs them all.
/// </summary>
/// <remarks>The name of each test is the law. Each one has an empty store of its own.</remarks>
public abstract partial class LedgerLaw : IAsyncLifetime
{
    private readonly List<JobLedger> _opened = [];

    /// <summary>The ledger of the first process.</summary>
    protected JobLedger Ledger { get; private set; } = null!;

    /// <summary>
    /// Opens the store of this test as one more process does: under another <see cref="JobLedger.Owner"/>. The test disposes of the ledger.
    /// </summary>
    /// <param name="options">
    /// The options of the ledger. Their clock stands still, and its timers never go off. Leases that end by another clock need a time that
    /// outlives the test.
    /// </param>
    protected abstract Task<JobLedger> OpenAsync(JobLedgerOptions options);

    /// <summary>Ends the lease of a process, as if it had given no sign of life for the lease time. The process goes on.</summary>
    /// <param name="ledger">Its ledger.</param>
    protected abstract Task EndLeaseAsync(JobLedger ledger);

    /// <summary>Opens the ledger of the first process.</summary>
    public virtual async Task InitializeAsync() => Ledger = await OpenOtherAsync().ConfigureAwait(false);

    /// <summary>Disposes of all ledgers that were opened.</summary>
    public virtual async Task DisposeAsync()
    {
        foreach (var ledger in _opened)
        {
            await LeaveAsync(ledger).ConfigureAwait(false);
        }
    }

    private async Task<JobLedger> OpenOtherAsync()
    {
        var ledger = await OpenAsync(new JobLedgerOptions { TimeProvider = new StillTime() }).ConfigureAwait(false);
        _opened.Add(ledger);
        return ledger;
    }

    /// <summary>Another process does something and dies.</summary>
    private async Task<LedgerEntry> DieAfterAsync(Func<JobLedger, Task<LedgerEntry>> doing)
    {
        var dying = await OpenOtherAsync().ConfigureAwait(false);
        var last = await doing(dying).ConfigureAwait(false);
        await EndLeaseAsync(dying).ConfigureAwait(false);
        return last;
    }

    private static async Task LeaveAsync(JobLedger ledger)
    {
        if (ledger is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (ledger as IDisposable)?.Dispose();
        }
    }

    private static async Task<ModelLedgerException> RefusedAsync(Func<Task> call) =>
        await Assert.ThrowsAsync<ModelLedgerException>(call).ConfigureAwait(false);
}
