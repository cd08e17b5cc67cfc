using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Jobs of dead processes while a transaction of somebody else goes on.</summary>
public sealed class LockedJobsTests : IAsyncLifetime
{
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_waits_for_a_transaction_that_looked_a_job_of_a_dead_process_up(bool isCommitted)
    {
        var sending = await DiedAsync(LedgerState.Sending);
        await using var ledger = Impatient();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var known = await ledger.BeginAsync(Desk.Queued("a"), transaction);

        Assert.Equal((LedgerState.Unknown, sending.Version + 1), (known!.State, known.Version));
        Assert.Equal((1, 2), ((await ledger.SummarizeAsync()).Sending, (await ledger.SummarizeAsync()).Unknown));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 10));
        Assert.All(
            [await ledger.FindAsync("a"), .. await ledger.AllAsync()],
            entry => Assert.Equal((LedgerState.Unknown, sending.Version + 1), (entry!.State, entry.Version)));

        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        Assert.Equal(3, (await ledger.SummarizeAsync()).Unknown);
        await ledger.NextAsync(known, LedgerState.Accepted, "req");
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_of_a_dead_process_that_is_locked_is_claimed_later_and_the_others_at_once()
    {
        await DiedAsync(LedgerState.Accepted);
        await using var ledger = Impatient();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("select from schemasdk.jobs where key = 'a' for update", connection);
        await hold.ExecuteNonQueryAsync();

        Assert.Equal(2, (await ledger.ClaimAsync(LedgerWork.Follow, 10)).Count);

        await transaction.CommitAsync();
        Assert.Equal("a", Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    private PostgreSqlJobLedger Impatient() => new(_database + ";Command Timeout=2", new() { RetryTime = TimeSpan.Zero });

    private Task<LedgerEntry> DiedAsync(LedgerState state) => Died.WithAsync(_database, async ledger =>
    {
        await ledger.UpToAsync("a", state);
        await ledger.UpToAsync("b", state);
        return await ledger.UpToAsync("c", state);
    });
}
