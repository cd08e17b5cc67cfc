using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

/// <content>Transactions that have ended, and two that come with one key.</content>
public sealed partial class HostTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_transaction_that_was_rolled_back_takes_no_paid_job()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        await ledger.MigrateAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await transaction.RollbackAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => jobs.EnqueueAsync(transaction, "k", Model, Input()));

        Assert.Null(await jobs.FindAsync("k"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_transactions_that_put_a_new_key_down_at_once_get_the_same_job()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        await ledger.MigrateAsync();
        await using var connectionA = await source.OpenConnectionAsync();
        await using var connectionB = await source.OpenConnectionAsync();
        await using var a = await connectionA.BeginTransactionAsync();
        await using var b = await connectionB.BeginTransactionAsync();

        await jobs.EnqueueAsync(a, "k", Model, Input());
        var enqueueing = jobs.EnqueueAsync(b, "k", Model, Input());
        await UntilWaitingAsync(source, count: 1);
        await a.CommitAsync();
        var job = await enqueueing;
        await b.CommitAsync();

        Assert.Equal((1, true), (job.Version, job.IsQueued));
        Assert.Single(await ledger.AllAsync());
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_transactions_that_put_a_refused_key_down_again_at_once_get_the_same_job()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        var intent = jobs.IntentOf("k", Model, Input());
        await ledger.BeginAsync(intent);
        await ledger.NextAsync(intent, LedgerState.Refused);
        await using var connectionA = await source.OpenConnectionAsync();
        await using var connectionB = await source.OpenConnectionAsync();
        await using var a = await connectionA.BeginTransactionAsync();
        await using var b = await connectionB.BeginTransactionAsync();

        // Both look the job up, and neither can go on with it yet.
        await using var connection = await source.OpenConnectionAsync();
        await using var holder = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("select from schemasdk.jobs for update", connection, holder);
        await hold.ExecuteNonQueryAsync();
        var (first, second) = (jobs.EnqueueAsync(a, "k", Model, Input()), jobs.EnqueueAsync(b, "k", Model, Input()));
        await UntilWaitingAsync(source, count: 2);
        await holder.RollbackAsync();
        var isA = await Task.WhenAny(first, second) == first;
        await (isA ? a : b).CommitAsync();
        var all = await Task.WhenAll(first, second);
        await (isA ? b : a).CommitAsync();

        Assert.All(all, job => Assert.Equal((3, LedgerState.Intended), (job.Version, job.State)));
        Assert.Equal((3, LedgerState.Intended), await ledger.FindAsync("k") is { } now ? (now.Version, now.State) : default);
    }

    private static async Task UntilWaitingAsync(NpgsqlDataSource source, long count)
    {
        await using var waiting = source.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        Assert.True(await Until.TrueAsync(async () => await waiting.ExecuteScalarAsync() is long waits && waits == count));
    }
}
