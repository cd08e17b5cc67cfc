using SchemaSdk.Durable.Testing;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Runs, on the in-memory ledger that other tests use, the tests that every ledger must pass.</summary>
public sealed class MemoryLedgerLaw : LedgerLaw
{
    private readonly MemoryStore _store = new();

    protected override Task<JobLedger> OpenAsync(JobLedgerOptions options) =>
        Task.FromResult<JobLedger>(new MemoryJobLedger(_store, options));

    protected override Task EndLeaseAsync(JobLedger ledger)
    {
        _store.End(ledger.Owner!);
        return Task.CompletedTask;
    }
}
