using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Runs, on the SQLite ledger, the tests that every ledger must pass.</summary>
public sealed class SqliteLedgerLaw : LedgerLaw
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("jobs.db");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<JobLedger> OpenAsync(JobLedgerOptions options) =>
        Task.FromResult<JobLedger>(new SqliteJobLedger(Path, new() { Ledger = options, LeaseTime = TimeSpan.FromHours(1) }));

    protected override async Task EndLeaseAsync(JobLedger ledger)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update workers set leased_until = 0 where name = $name";
        command.Parameters.AddWithValue("$name", ledger.Owner);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
