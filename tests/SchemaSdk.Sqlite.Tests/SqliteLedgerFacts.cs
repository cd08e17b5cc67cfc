using SchemaSdk.PostgreSql.Tests.Conformance;

namespace SchemaSdk.Sqlite.Tests;

/// <summary>The facts that hold for every ledger.</summary>
public sealed class SqliteLedgerFacts : LedgerFacts
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<JobLedger> OpenAsync() => Task.FromResult<JobLedger>(new SqliteJobLedger(_folder.File("jobs.db")));
}
