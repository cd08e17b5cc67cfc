using SchemaSdk.Durable.Testing;
using SchemaSdk.Integration.Tests.PostgreSql.Leases;

namespace SchemaSdk.Integration.Tests.PostgreSql.Conformance;

/// <summary>Runs the tests that every ledger must pass against the PostgreSQL ledger.</summary>
[TestCaseOrderer("SchemaSdk.Integration.Tests.PostgreSql.Conformance.SkippedWithoutPostgreSql", "SchemaSdk.Integration.Tests")]
public sealed class PostgreSqlLedgerLaw : LedgerLaw
{
    private string _database = "";

    public override async Task InitializeAsync()
    {
        _database = await SharedCluster.DatabaseAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SharedCluster.Return(_database);
    }

    // The database uses its own clock. The lease is long enough that no lease expires while a test runs.
    protected override Task<JobLedger> OpenAsync(JobLedgerOptions options) =>
        Task.FromResult<JobLedger>(new PostgreSqlJobLedger(_database, new() { Ledger = options, LeaseTime = TimeSpan.FromHours(1) }));

    protected override Task EndLeaseAsync(JobLedger ledger) => DeadProcess.ExpireAsync(_database, ledger.Owner!);
}
