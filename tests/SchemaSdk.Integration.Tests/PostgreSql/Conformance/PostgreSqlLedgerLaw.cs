using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Conformance;

/// <summary>Runs, on the PostgreSQL ledger, the tests that every ledger must pass.</summary>
[TestCaseOrderer("SchemaSdk.Integration.Tests.PostgreSql.Conformance.SkippedWithoutPostgreSql", "SchemaSdk.Integration.Tests")]
public sealed class PostgreSqlLedgerLaw : LedgerLaw
{
    // All tests share one database and its connections, because creating them takes longer than most tests.
    private static readonly Lazy<Task<NpgsqlDataSource>> Shared = new(static async () =>
    {
        var source = NpgsqlDataSource.Create($"{await SharedCluster.DatabaseAsync()};No Reset On Close=true;Max Auto Prepare=50");
        await using var ledger = new PostgreSqlJobLedger(source);
        await ledger.MigrateAsync();
        return source;
    });

    private NpgsqlDataSource _source = null!;

    public override async Task InitializeAsync()
    {
        _source = await Shared.Value;
        await using var command = _source.CreateCommand(
            "truncate schemasdk.jobs, schemasdk.workers, schemasdk.budgets, schemasdk.spent, schemasdk.spent_by_customer");
        await command.ExecuteNonQueryAsync();
        await base.InitializeAsync();
    }

    // The database's clock keeps running, so the lease is long enough for any test.
    protected override Task<JobLedger> OpenAsync(JobLedgerOptions options) =>
        Task.FromResult<JobLedger>(new PostgreSqlJobLedger(_source, new() { Ledger = options, LeaseTime = TimeSpan.FromHours(1) }));

    protected override Task EndLeaseAsync(JobLedger ledger) => DatabaseTest.ExpireAsync(_source, ledger.Owner!);
}
