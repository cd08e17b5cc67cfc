using System.Transactions;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Tests that entries do not take part in a TransactionScope of the caller.</summary>
public sealed class AmbientScopeTests : DatabaseTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // Creates the tables beforehand, so that no test creates them within its scope.
        await Other.MigrateAsync();
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task Entries_are_kept_even_if_their_scope_is_not_completed_or_is_completed_but_still_open(
        bool hasBudget, bool isOfTheApplication, bool isCompleted)
    {
        var options = new PostgreSqlLedgerOptions { Budgets = hasBudget ? [new() { LimitUsd = 1m }] : [] };
        await using var ledger = isOfTheApplication
            ? new PostgreSqlJobLedger(Source, options)
            : new PostgreSqlJobLedger(Database, options);

        using (var scope = Scope())
        {
            if (isCompleted)
            {
                scope.Complete();
            }

            await ledger.UpToAsync("a", LedgerState.Accepted, price: 0.1m);
        }

        Assert.Equal((3, LedgerState.Accepted), await FoundAsync("a"));
        await ledger.UpToAsync("b", LedgerState.Accepted, price: 0.1m);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_entry_without_a_scope_is_kept_in_a_batch_with_entries_of_an_uncompleted_scope()
    {
        await using var source = new UnreliableSource(Database);
        await using var ledger = new PostgreSqlJobLedger(source.Source);
        await ledger.MigrateAsync();
        var (opened, left, openings) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        source.Opening = () =>
        {
            Interlocked.Increment(ref openings);
            return opened.Task;
        };

        // The entries of the scope start both lanes, so one of these lanes also records the entry without a scope.
        var within = WithinAsync();
        await UntilAsync(groups: 2);
        var without = ledger.BeginAsync(Draft.Intent("without"));
        opened.SetResult();
        Assert.Null(await without);
        left.SetResult();
        await within;

        Assert.Equal((1, LedgerState.Intended), await FoundAsync("without"));

        async Task WithinAsync()
        {
            using (Scope())
            {
                var first = ledger.BeginAsync(Draft.Intent("a"));
                await UntilAsync(groups: 1);
                await ledger.BeginAsync(Draft.Intent("b"));
                await first;
                await left.Task;
            }
        }

        Task UntilAsync(int groups) => Soon.Until(() => openings == groups);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_lease_that_began_in_an_open_scope_is_renewed()
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { LeaseTime = TimeSpan.FromSeconds(1) });
        await using var source = NpgsqlDataSource.Create($"{Database};Enlist=false");
        await using var renewed = source.CreateCommand("select leased_until from schemasdk.workers");
        using (Scope())
        {
            await ledger.UpToAsync("a", LedgerState.Sending);
            var first = await renewed.ExecuteScalarAsync();

            Assert.NotNull(first);
            await Soon.Until(async () => !first.Equals(await renewed.ExecuteScalarAsync()));
        }

        Assert.Null(ledger.UpkeepFailure);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_enqueued_in_a_transaction_depends_on_the_transaction_and_not_on_a_scope(bool isCommitted)
    {
        await using var transaction = await BeginAsync();

        using (Scope())
        {
            Assert.Null(await Ledger.BeginAsync(Draft.Queued("a"), transaction));
        }

        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        Assert.Equal(isCommitted ? (1, LedgerState.Intended) : null, await FoundAsync("a"));
    }

    private static TransactionScope Scope() => new(TransactionScopeAsyncFlowOption.Enabled);

    private async Task<(int Version, LedgerState State)?> FoundAsync(string key) =>
        await Other.FindAsync(key) is { } entry ? (entry.Version, entry.State) : null;
}
