using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.PostgreSql.Tests.Work;

/// <summary>Callers who stop before their job was sent.</summary>
public sealed class CancelledBeginTests
{
    [Fact]
    public async Task A_caller_who_stops_while_the_first_line_is_written_leaves_no_open_job()
    {
        await using var ledger = new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
        await ledger.MigrateAsync();

        var calls = Enumerable.Range(0, 40).Select(async i =>
        {
            using var stop = new CancellationTokenSource();
            var beginning = ledger.BeginAsync(Desk.Intent($"order-{i}"), stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);
        });
        await Task.WhenAll(calls);

        Assert.True(await Until.TrueAsync(async () => await ledger.AllAsync() is { Count: 40 } all
            && all.TrueForAll(job => job is { State: LedgerState.Refused, Refusal: LedgerRefusal.NotSent })));
    }

    [Fact]
    public async Task A_queued_job_whose_caller_stops_waits_for_a_worker_if_its_line_was_written()
    {
        await using var ledger = new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
        await ledger.MigrateAsync();
        using var stop = new CancellationTokenSource();

        var beginning = ledger.BeginAsync(Desk.Queued("order-1"), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);

        Assert.True(await Until.TrueAsync(async () => (await ledger.FindAsync("order-1")) is { State: LedgerState.Intended }));
    }

    [Fact]
    public async Task Calls_that_are_cancelled_in_their_first_two_milliseconds_leave_no_open_job_and_their_keys_run_later()
    {
        await using var service = new ModelEmulator(
            RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await using var ledger = new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
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
