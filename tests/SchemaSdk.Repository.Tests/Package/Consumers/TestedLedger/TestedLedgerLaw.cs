using Microsoft.Data.Sqlite;
using SchemaSdk;
using SchemaSdk.Durable.Testing;
using SchemaSdk.Sqlite;

namespace TestedLedger;

public sealed class TestedLedgerLaw : LedgerLaw
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-").FullName;

    private string Database => Path.Combine(_folder, "jobs.db");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<JobLedger> OpenAsync(JobLedgerOptions options) =>
        Task.FromResult<JobLedger>(new SqliteJobLedger(Database, new() { Ledger = options, LeaseTime = TimeSpan.FromHours(1) }));

    protected override async Task EndLeaseAsync(JobLedger ledger)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update workers set leased_until = 0 where name = $name";
        command.Parameters.AddWithValue("$name", ledger.Owner);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
