using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Jobs of ledgers that have ended.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task A_ledger_that_was_disposed_of_says_that_it_was()
    {
        var ledger = new PostgreSqlJobLedger(_database);
        await ledger.DisposeAsync();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.FindAsync("a"));

        Assert.Equal(nameof(PostgreSqlJobLedger), Assert.IsType<ObjectDisposedException>(error.InnerException).ObjectName);
    }

    [FactWith(Server.PostgreSql)]
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

    [FactWith(Server.PostgreSql)]
    public async Task The_end_of_a_ledger_waits_for_no_locked_job_and_others_get_that_one_later()
    {
        await using var other = new PostgreSqlJobLedger(_database);
        var leaving = new PostgreSqlJobLedger(_database + ";Command Timeout=0");
        await leaving.UpToAsync("held", LedgerState.Accepted);
        await leaving.UpToAsync("free", LedgerState.Accepted);
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "select from schemasdk.jobs where key = 'held' for update");

        await leaving.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("free", Assert.Single(await other.ClaimAsync(LedgerWork.Follow, 10)).Key);
        await transaction.CommitAsync();
        Assert.Equal("held", Assert.Single(await other.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Of_what_nobody_waits_for_each_job_is_given_back_even_if_the_first_one_cannot_be()
    {
        await using var other = new PostgreSqlJobLedger(_database);
        await using var claimer = new PostgreSqlJobLedger(_database);
        await Task.WhenAll(new[] { "a", "b", "c" }.Select(key => other.BeginAsync(Desk.Queued(key)).AsTask()));
        await claimer.SummarizeAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, """
            create sequence releases;
            create function fail() returns trigger language plpgsql as
              'begin if nextval(''public.releases'') = 1 then raise exception ''No.''; end if; return new; end';
            create trigger fail before update on schemasdk.jobs for each row when (new.worker is null) execute function fail();
            """);
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "lock table schemasdk.jobs in share row exclusive mode");
        using var stop = new CancellationTokenSource();
        var claiming = claimer.ClaimAsync(LedgerWork.Submit, 3, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claiming);
        await transaction.CommitAsync();

        var claimed = 0;
        Assert.True(await Until.TrueAsync(async () => (claimed += (await other.ClaimAsync(LedgerWork.Submit, 3)).Count) == 3));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Jobs_of_a_worker_that_has_no_row_are_taken_up_by_another_one()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await ledger.BeginAsync(Desk.Queued("k"));
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, "update schemasdk.jobs set worker = gen_random_uuid()");

        Assert.Equal("k", Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Rows_of_processes_that_died_are_removed_by_the_next_claim()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await ledger.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, """
            insert into schemasdk.workers
            select gen_random_uuid(), name, now() - dead, 0
            from (values ('old', interval '2 days'), ('new', '1 hour')) v (name, dead)
            """);

        await ledger.ClaimAsync(LedgerWork.Submit, 1);

        await using var left = new NpgsqlCommand(
            "select string_agg(name, ' ' order by leased_until) from schemasdk.workers", connection);
        Assert.Equal(ledger.Owner, await left.ExecuteScalarAsync());
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
