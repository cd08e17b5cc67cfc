using System.Net.Sockets;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>First lines that were sent to a database that went away.</summary>
public sealed class WithdrawalTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private string _database = "";
    private MoodySource _moody = null!;
    private PostgreSqlJobLedger _ledger = null!;
    private int _opened;

    public async Task InitializeAsync()
    {
        _database = await SharedCluster.DatabaseAsync();
        _moody = new MoodySource(_database);
        _ledger = new PostgreSqlJobLedger(_moody.Source, new() { RetryTime = TimeSpan.Zero, Ledger = new() { TimeProvider = _time } });
        await _ledger.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _moody.DisposeAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_somebody_else_has_queued_meanwhile_stays_queued()
    {
        await BeginIntoOutageAsync();
        await RunAsync("drop trigger cut on schemasdk.jobs");
        await using var other = new PostgreSqlJobLedger(_database);
        Assert.Null(await other.BeginAsync(Desk.Queued("order-1")));

        _moody.Opening = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.DisposeAsync();

        Assert.Equal(LedgerState.Intended, (await other.FindAsync("order-1"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_ledger_that_is_disposed_of_while_its_database_is_away_leaves_no_pause_behind()
    {
        await BeginIntoOutageAsync();

        await _ledger.DisposeAsync();

        Assert.Null(_time.NextDue);
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_end_of_a_ledger_waits_only_seconds_for_a_withdrawal_while_its_database_is_away()
    {
        var time = new FakeTime();
        var ledger = new PostgreSqlJobLedger(
            _moody.Source, new() { RetryTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        await ledger.MigrateAsync();
        var mayOpen = new TaskCompletionSource();
        _moody.Opening = () => Interlocked.Increment(ref _opened) == 1 ? mayOpen.Task : throw new SocketException();
        using var stop = new CancellationTokenSource();
        var beginning = ledger.BeginAsync(Desk.Intent("order-1"), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);
        mayOpen.SetResult();
        await time.NextDelayAsync();   // its first line is committed, and the next one waits for the database

        var end = ledger.DisposeAsync().AsTask();
        while (await time.NextDelayAsync() != TimeSpan.FromSeconds(5))
        {
            // That of the database.
        }

        time.Advance(TimeSpan.FromSeconds(5));

        await Soon.Async(end);
    }

    // The line is sent, and neither committed nor answered; the first try to withdraw it fails as well.
    private async Task BeginIntoOutageAsync()
    {
        await RunAsync("""
            create function cut() returns trigger language plpgsql as
              'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger cut before insert on schemasdk.jobs for each row execute function cut();
            """);
        Away(after: 1);
        await Assert.ThrowsAsync<ModelLedgerException>(() => _ledger.BeginAsync(Desk.Intent("order-1")).AsTask());
        await _time.NextDelayAsync();
    }

    private void Away(int after) =>
        _moody.Opening = () => Interlocked.Increment(ref _opened) > after ? throw new SocketException() : Task.CompletedTask;

    private async Task RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
