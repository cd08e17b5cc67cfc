using System.Transactions;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Transaction scopes that callers have open, of which the lines of the ledger are no part.</summary>
public sealed class AmbientScopeTests : IAsyncLifetime
{
    private string _database = "";
    private PostgreSqlJobLedger _other = null!;

    public async Task InitializeAsync()
    {
        _database = await SharedCluster.DatabaseAsync();
        _other = new PostgreSqlJobLedger(_database);

        // The tables are there first, so that each test has lines alone within its scope.
        await _other.MigrateAsync();
    }

    public async Task DisposeAsync() => await _other.DisposeAsync();

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_scope_that_is_not_completed_leaves_the_lines(bool hasBudget, bool isOfTheApplication)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        var options = new PostgreSqlLedgerOptions { Budgets = hasBudget ? [new() { LimitUsd = 1m }] : [] };
        await using var ledger = isOfTheApplication
            ? new PostgreSqlJobLedger(source, options)
            : new PostgreSqlJobLedger(_database, options);

        using (Scope())
        {
            await ledger.UpToAsync("a", LedgerState.Accepted, price: 0.1m);
        }

        Assert.Equal((3, LedgerState.Accepted), await FoundAsync("a"));
        await ledger.UpToAsync("b", LedgerState.Accepted, price: 0.1m);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_line_of_somebody_without_a_scope_stays_beside_those_of_one_that_is_not_completed()
    {
        await using var source = new MoodySource(_database);
        await using var ledger = new PostgreSqlJobLedger(source.Source);
        await ledger.MigrateAsync();
        var (opened, left, openings) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        source.Opening = () =>
        {
            Interlocked.Increment(ref openings);
            return opened.Task;
        };

        // Both groups that may be under way at once are begun by the one with the scope.
        var within = WithinAsync();
        await UntilAsync(groups: 2);
        var without = ledger.BeginAsync(Desk.Intent("without"));
        opened.SetResult();
        Assert.Null(await without);
        left.SetResult();
        await within;

        Assert.Equal((1, LedgerState.Intended), await FoundAsync("without"));

        async Task WithinAsync()
        {
            using (Scope())
            {
                var first = ledger.BeginAsync(Desk.Intent("a"));
                await UntilAsync(groups: 1);
                await ledger.BeginAsync(Desk.Intent("b"));
                await first;
                await left.Task;
            }
        }

        async Task UntilAsync(int groups) => Assert.True(await Until.TrueAsync(() => Task.FromResult(openings == groups)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_lease_that_began_in_a_scope_is_renewed_for_all_while_that_is_open()
    {
        await using var ledger = new PostgreSqlJobLedger(_database, new() { LeaseTime = TimeSpan.FromSeconds(1) });
        await using var source = NpgsqlDataSource.Create($"{_database};Enlist=false");
        await using var renewed = source.CreateCommand("select leased_until from schemasdk.workers");
        using (Scope())
        {
            await ledger.UpToAsync("a", LedgerState.Sending);
            var first = await renewed.ExecuteScalarAsync();

            Assert.NotNull(first);
            Assert.True(await Until.TrueAsync(async () => !first.Equals(await renewed.ExecuteScalarAsync())));
        }

        Assert.Null(ledger.UpkeepFailure);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_scope_that_is_completed_and_still_open_does_not_keep_lines_out()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);

        using (var scope = Scope())
        {
            scope.Complete();
            await ledger.UpToAsync("a", LedgerState.Accepted);
        }

        Assert.Equal((3, LedgerState.Accepted), await FoundAsync("a"));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_is_put_down_in_a_transaction_shares_the_end_of_that_and_not_of_a_scope(bool isCommitted)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        using (Scope())
        {
            Assert.Null(await ledger.BeginAsync(Desk.Queued("a"), transaction));
        }

        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        Assert.Equal(isCommitted ? (1, LedgerState.Intended) : null, await FoundAsync("a"));
    }

    private static TransactionScope Scope() => new(TransactionScopeAsyncFlowOption.Enabled);

    private async Task<(int Version, LedgerState State)?> FoundAsync(string key) =>
        await _other.FindAsync(key) is { } entry ? (entry.Version, entry.State) : null;
}
