using System.Net.Sockets;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class WithdrawalTests : DatabaseTest
{
    private readonly FakeTime _time = new();
    private UnreliableSource _source = null!;
    private PostgreSqlJobLedger _ledger = null!;
    private int _opened;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _source = new UnreliableSource(Database);
        _ledger = new PostgreSqlJobLedger(_source.Source, new() { RetryTime = TimeSpan.Zero, Ledger = new() { TimeProvider = _time } });
        await _ledger.MigrateAsync();
    }

    public override async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_another_process_enqueued_meanwhile_stays_enqueued()
    {
        await BeginIntoOutageAsync();
        await RunAsync("drop trigger cut on schemasdk.jobs");
        Assert.Null(await Other.BeginAsync(Draft.Queued("order-1")));

        _source.Opening = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.DisposeAsync();

        Assert.Equal(LedgerState.Intended, (await Other.FindAsync("order-1"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Disposal_while_the_database_is_unreachable_leaves_no_timer()
    {
        await BeginIntoOutageAsync();

        await _ledger.DisposeAsync();

        await Soon.Until(() => _time.NextDue is null);   // Task.WaitAsync stops its timer just after the task has ended
    }

    [FactWith(Server.PostgreSql)]
    public async Task Disposal_waits_only_seconds_for_a_withdrawal_while_the_database_is_unreachable()
    {
        var time = new FakeTime();
        var ledger = new PostgreSqlJobLedger(
            _source.Source, new() { RetryTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        await ledger.MigrateAsync();
        var mayOpen = new TaskCompletionSource();
        _source.Opening = () => Interlocked.Increment(ref _opened) == 1 ? mayOpen.Task : throw new SocketException();
        using var stop = new CancellationTokenSource();
        var beginning = ledger.BeginAsync(Draft.Intent("order-1"), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);
        mayOpen.SetResult();
        await time.NextDelayAsync();   // by now, the first entry is committed, and the withdrawal waits for the database

        var end = ledger.DisposeAsync().AsTask();
        await time.DelayAsync(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));

        await Soon.Async(end);
    }

    // The connection breaks before the entry is committed. The first attempt to withdraw the entry also fails.
    private async Task BeginIntoOutageAsync()
    {
        await RunAsync("""
            create function cut() returns trigger language plpgsql as
              'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger cut before insert on schemasdk.jobs for each row execute function cut();
            """);
        _source.Opening = () => Interlocked.Increment(ref _opened) > 1 ? throw new SocketException() : Task.CompletedTask;
        await Assert.ThrowsAsync<ModelLedgerException>(() => _ledger.BeginAsync(Draft.Intent("order-1")).AsTask());
        await _time.NextDelayAsync();
    }
}
