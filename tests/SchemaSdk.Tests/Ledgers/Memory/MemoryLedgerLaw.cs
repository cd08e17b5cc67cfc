using SchemaSdk.Durable.Testing;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The ledger that the other tests use obeys every law.</summary>
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
