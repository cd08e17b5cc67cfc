using Npgsql;

namespace SchemaSdk.PostgreSql.Tests.Leases;

/// <summary>Jobs of ledgers that are no more.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_claim_that_nobody_waits_for_is_handed_back_at_the_end_of_its_ledger()
    {
        await using var other = new PostgreSqlJobLedger(_database);
        await other.BeginAsync(Desk.Queued("k"));
        var leaving = new PostgreSqlJobLedger(_database);
        await leaving.SummarizeAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "lock table schemasdk.jobs in share row exclusive mode");
        using var stop = new CancellationTokenSource();
        var claiming = leaving.ClaimAsync(LedgerWork.Submit, 1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claiming);

        var end = leaving.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        await transaction.CommitAsync();
        await end;

        Assert.Equal("k", Assert.Single(await other.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [Fact]
    public async Task Jobs_of_a_worker_that_has_no_row_are_taken_up_by_another_one()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await ledger.BeginAsync(Desk.Queued("k"));
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, "update schemasdk.jobs set worker = gen_random_uuid()");

        Assert.Equal("k", Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
