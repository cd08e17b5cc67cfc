using System.Diagnostics;
using SchemaSdk.Emulation;
using SchemaSdk.Integration.Tests.PostgreSql.Outages;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class CanceledBeginTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_caller_that_cancels_while_the_first_entry_is_written_leaves_no_open_job()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();

        var calls = Enumerable.Range(0, 40).Select(async i =>
        {
            using var stop = new CancellationTokenSource();
            var beginning = ledger.BeginAsync(Entries.Intent($"order-{i}"), stop.Token).AsTask();
            await stop.CancelAsync();
            var thrown = await Record.ExceptionAsync(() => beginning);
            Assert.True(thrown is null or OperationCanceledException, thrown?.ToString());
            return thrown is null ? "" : $"order-{i}";
        });

        // Omits the entries that were recorded before their callers cancelled, which happens on a busy machine.
        var stopped = (await Task.WhenAll(calls)).Where(key => key.Length > 0).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(stopped);
        Assert.True(await Until.TrueAsync(async () => (await ledger.AllAsync())
            .Where(job => job is { State: LedgerState.Refused, Refused.By: LedgerRefusal.NotSent })
            .Select(job => job.Key)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(stopped)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_canceled_job_is_withdrawn_even_if_connections_are_cut_beyond_the_retry_time()
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        await ledger.MigrateAsync();
        await RunAsync("""
            create sequence cuts;
            create function cut() returns trigger language plpgsql as
              'begin perform nextval(''cuts''); perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger cut before update on schemasdk.jobs for each row when (new.state = 3) execute function cut();
            """);
        var (key, isThere) = ("", false);
        for (var tries = 0; tries < 20 && !isThere; tries++)
        {
            key = $"order-{tries}";
            using var stop = new CancellationTokenSource();
            var beginning = ledger.BeginAsync(Entries.Intent(key), stop.Token).AsTask();
            await stop.CancelAsync();

            // On a busy machine, the entry may be recorded before its caller cancels, or never be sent. The test then tries again.
            var thrown = await Record.ExceptionAsync(() => beginning);
            for (var looks = 0; thrown is OperationCanceledException && looks < 300 && !isThere; looks++)
            {
                isThere = await ledger.FindAsync(key) is not null;
            }
        }

        Assert.True(isThere);

        // The trigger cuts the connection at each attempt to withdraw the entry. The attempts must go on after the retry time has elapsed.
        Assert.True(await Until.TrueAsync(async () => await CutsAsync() > 0));
        var (first, cuts) = (Stopwatch.GetTimestamp(), 0L);
        Assert.True(await Until.TrueAsync(async () =>
        {
            var before = cuts;
            cuts = await CutsAsync();
            return cuts > before && Stopwatch.GetElapsedTime(first) > TimeSpan.FromSeconds(1);
        }));
        var during = (await ledger.FindAsync(key))!.State;
        await RunAsync("drop trigger cut on schemasdk.jobs");

        Assert.Equal(LedgerState.Intended, during);
        Assert.True(await Until.TrueAsync(async () => (await ledger.FindAsync(key))!.State == LedgerState.Refused));

        async Task<long> CutsAsync() => (long)(await RunAsync("select case when is_called then last_value else 0 end from cuts"))!;
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_entry_without_an_answer_is_withdrawn()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        const string insert = "insert into \"schemasdk\".jobs";
        wire.LoseEachAnswerTo(insert, after: insert);
        await ledger.BeginAsync(Entries.Intent("first"));

        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Entries.Intent("order-1")).AsTask());

        Assert.True(await Until.TrueAsync(async () => await ledger.FindAsync("order-1") is { State: LedgerState.Refused, Version: 2 }));
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync("first"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_enqueued_job_whose_caller_cancels_waits_for_a_worker()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        using var stop = new CancellationTokenSource();

        var beginning = ledger.BeginAsync(Entries.Queued("order-1"), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);

        Assert.True(await Until.TrueAsync(async () => (await ledger.FindAsync("order-1")) is { State: LedgerState.Intended }));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Calls_canceled_within_two_milliseconds_leave_no_open_job_and_their_keys_can_be_used_again()
    {
        await using var service = new ModelEmulator(
            RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        using var http = new HttpClient(service.CreateHandler());
        await using var client = new RunComfyClient(http, new()
        {
            BaseAddress = new("http://127.0.0.1/"),
            ApiToken = service.Token,
            Ledger = ledger,
        });
        using var input = System.Text.Json.JsonDocument.Parse("""{"prompt":"a boat"}""");
        const string model = "kling/kling-3.0/pro/text-to-video";
        var random = new Random(34);

        for (var i = 0; i < 60; i++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.NextDouble() * 2));
            await Record.ExceptionAsync(() => client.SubmitAsync(model, input.RootElement, new() { Key = $"order-{i}" }, stop.Token));
        }

        Assert.True(await Until.TrueAsync(async () => (await ledger.SummarizeAsync()) is { Intended: 0, Sending: 0 }));
        var bills = service.Bills;
        await client.SubmitAsync(model, input.RootElement, new() { Key = "order-0" });
        Assert.InRange(service.Bills - bills, 0, 1);
    }
}
