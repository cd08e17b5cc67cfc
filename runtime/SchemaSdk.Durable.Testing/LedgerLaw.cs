namespace SchemaSdk.Durable.Testing;

/// <summary>
/// The tests that every ledger must pass if several processes can share it. Derive a class from this one in a test project to run all tests
/// on your ledger.
/// </summary>
/// <remarks>The name of each test says what it requires of a ledger. Each test has its own empty store.</remarks>
public abstract partial class LedgerLaw : IAsyncLifetime
{
    private readonly List<JobLedger> _opened = [];

    /// <summary>The ledger of the first process.</summary>
    protected JobLedger Ledger { get; private set; } = null!;

    /// <summary>
    /// Opens the store of this test as another process would, with another <see cref="JobLedger.Owner"/>. The test disposes of the
    /// ledger.
    /// </summary>
    /// <param name="options">
    /// The options of the ledger. The clock in these options stands still, and its timers never fire. If your ledger uses another clock for
    /// its leases, the leases must last longer than the test.
    /// </param>
    protected abstract Task<JobLedger> OpenAsync(JobLedgerOptions options);

    /// <summary>Ends the lease of a process, as if the process had not renewed it in time. The process continues.</summary>
    /// <param name="ledger">The ledger of the process.</param>
    protected abstract Task EndLeaseAsync(JobLedger ledger);

    /// <summary>Opens the ledger of the first process.</summary>
    public virtual async Task InitializeAsync() => Ledger = await OpenOtherAsync().ConfigureAwait(false);

    /// <summary>Disposes of all opened ledgers.</summary>
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

    /// <summary>Runs an action in another process. The process then dies.</summary>
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
