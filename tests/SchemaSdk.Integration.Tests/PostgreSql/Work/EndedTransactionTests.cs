using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class EndedTransactionTests : DatabaseTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Ledger.MigrateAsync();
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("commit")]
    [InlineData("rollback")]
    [InlineData("dispose")]
    [InlineData("statement")]
    [InlineData("terminated")]
    public async Task No_job_can_be_enqueued_in_a_transaction_that_has_ended(string way)
    {
        await using var transaction = await BeginAsync();
        Assert.Null(await Ledger.BeginAsync(Draft.Queued("within"), transaction));
        await EndAsync(transaction, way);

        var begin = await Assert.ThrowsAsync<ArgumentException>(() => Ledger.BeginAsync(Draft.Queued("late"), transaction).AsTask());

        Assert.Equal("transaction", begin.ParamName);
        Assert.Null(await Ledger.FindAsync("late"));
        Assert.Equal(way == "commit", await Ledger.FindAsync("within") is not null);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_ended_transaction_enqueues_no_job_in_a_later_one_on_the_same_connection()
    {
        var connection = await Source.OpenConnectionAsync();
        var old = await connection.BeginTransactionAsync();
        var server = connection.ProcessID;
        await old.RollbackAsync();
        await connection.CloseAsync();
        await using var again = await Source.OpenConnectionAsync();
        Assert.Equal(server, again.ProcessID);
        await using var transaction = await again.BeginTransactionAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.BeginAsync(Draft.Queued("late"), old).AsTask());
        await transaction.CommitAsync();

        Assert.Null(await Ledger.FindAsync("late"));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_on_another_database_is_refused_with_or_without_tables_in_it(bool hasTables)
    {
        var database = await SharedCluster.DatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var theirs = new PostgreSqlJobLedger(source);
            if (hasTables)
            {
                await theirs.MigrateAsync();
            }

            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();

            var error = await Assert.ThrowsAsync<ArgumentException>(() => Ledger.BeginAsync(Draft.Queued("a"), transaction).AsTask());
            await transaction.CommitAsync();

            Assert.Equal(("transaction", hasTables), (error.ParamName, error.InnerException is null));
            Assert.Contains($"{connection.Database}). The ledger is in PostgreSQL (", error.Message, StringComparison.Ordinal);
            Assert.Null(await theirs.FindAsync("a"));
        }

        SharedCluster.Return(database);
        await using var own = await BeginAsync();
        Assert.Null(await Ledger.BeginAsync(Draft.Queued("a"), own));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_transaction_may_hold_the_only_connection_of_a_ledger_whose_tables_were_checked()
    {
        await using var source = NpgsqlDataSource.Create($"{Database};Maximum Pool Size=1;Timeout=5");
        await using var ledger = new PostgreSqlJobLedger(source, new() { RetryTime = TimeSpan.Zero });
        await ledger.MigrateAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        Assert.Null(await ledger.BeginAsync(Draft.Queued("a"), transaction));
    }

    private Task EndAsync(NpgsqlTransaction transaction, string way) => way switch
    {
        "commit" => transaction.CommitAsync(),
        "rollback" => transaction.RollbackAsync(),
        "dispose" => transaction.DisposeAsync().AsTask(),
        "terminated" => TerminateAsync(transaction),
        _ => RunAsync(transaction, "rollback"),
    };
}
