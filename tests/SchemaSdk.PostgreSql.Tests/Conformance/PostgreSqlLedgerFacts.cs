namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <summary>The ledger in PostgreSQL.</summary>
public sealed class PostgreSqlLedgerFacts : LedgerFacts
{
    protected override async Task<JobLedger> OpenAsync() => new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
}
