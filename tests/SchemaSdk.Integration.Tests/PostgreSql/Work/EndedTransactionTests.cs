using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Transactions that have ended before a job is put down in them.</summary>
public sealed class EndedTransactionTests : IAsyncLifetime
{
    private NpgsqlDataSource _source = null!;
    private PostgreSqlJobLedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _source = NpgsqlDataSource.Create(await SharedCluster.DatabaseAsync());
        _ledger = new PostgreSqlJobLedger(_source);
        await _ledger.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _source.DisposeAsync();
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("commit")]
    [InlineData("rollback")]
    [InlineData("dispose")]
    [InlineData("statement")]
    public async Task A_transaction_that_has_ended_takes_no_job(string way)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Null(await _ledger.BeginAsync(Desk.Queued("within"), transaction));
        await EndAsync(transaction, way);

        var begin = await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(Desk.Queued("late"), transaction).AsTask());

        Assert.Equal("transaction", begin.ParamName);
        Assert.Null(await _ledger.FindAsync("late"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_old_transaction_takes_no_job_into_that_of_whoever_has_its_connection_by_now()
    {
        var connection = await _source.OpenConnectionAsync();
        var old = await connection.BeginTransactionAsync();
        var server = connection.ProcessID;
        await old.RollbackAsync();
        await connection.CloseAsync();
        await using var again = await _source.OpenConnectionAsync();
        Assert.Equal(server, again.ProcessID);
        await using var transaction = await again.BeginTransactionAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(Desk.Queued("late"), old).AsTask());
        await transaction.CommitAsync();

        Assert.Null(await _ledger.FindAsync("late"));
    }

    private static async Task EndAsync(NpgsqlTransaction transaction, string way)
    {
        switch (way)
        {
            case "commit":
                await transaction.CommitAsync();
                break;
            case "rollback":
                await transaction.RollbackAsync();
                break;
            case "dispose":
                await transaction.DisposeAsync();
                break;
            default:
                await using (var end = new NpgsqlCommand("rollback", transaction.Connection))
                {
                    await end.ExecuteNonQueryAsync();
                }

                break;
        }
    }
}
