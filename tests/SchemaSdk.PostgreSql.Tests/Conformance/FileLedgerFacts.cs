namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <summary>The ledger in a file, for which the same facts hold.</summary>
public sealed class FileLedgerFacts : LedgerFacts
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<JobLedger> OpenAsync() => Task.FromResult<JobLedger>(new FileJobLedger(Path.Combine(_folder, "jobs.ledger")));
}
