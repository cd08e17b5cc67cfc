using System.Diagnostics;
using System.Net.Sockets;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class CanceledBeginTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_caller_that_cancels_while_the_first_entry_is_written_leaves_no_open_job()
    {
        await Ledger.MigrateAsync();

        var calls = Enumerable.Range(0, 40).Select(async i =>
        {
            using var stop = new CancellationTokenSource();
            var beginning = Ledger.BeginAsync(Draft.Intent($"order-{i}"), stop.Token).AsTask();
            await stop.CancelAsync();
            var thrown = await Record.ExceptionAsync(() => beginning);
            Assert.True(thrown is null or OperationCanceledException, thrown?.ToString());
            return thrown is null ? "" : $"order-{i}";
        });

        // On a busy machine, some entries are recorded before their callers cancel.
        var stopped = (await Task.WhenAll(calls)).Where(key => key.Length > 0).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(stopped);
        await Soon.Until(async () => (await Ledger.ListAsync().AllAsync())
            .Where(job => job is { State: LedgerState.Refused, Refused.By: LedgerRefusal.NotSent })
            .Select(job => job.Key)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(stopped));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_entry_is_withdrawn_even_if_the_database_is_unreachable_beyond_the_retry_time()
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var source = new UnreliableSource(wire.Database);
        await using var ledger = new PostgreSqlJobLedger(
            source.Source, new() { RetryTime = TimeSpan.Zero, Ledger = new() { TimeProvider = time } });
        await ledger.MigrateAsync();
        var opened = 0;
        source.Opening = () => Interlocked.Increment(ref opened) > 1 ? throw new SocketException() : Task.CompletedTask;

        wire.LoseAnswerTo("insert into \"schemasdk\".jobs");
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("order-1")).AsTask());
        time.Advance(await time.NextDelayAsync());
        var pause = await time.NextDelayAsync();
        var during = await Other.StateOfAsync("order-1");
        source.Opening = null;
        time.Advance(pause);

        Assert.Equal(LedgerState.Intended, during);
        await Soon.Until(async () => await Other.StateOfAsync("order-1") == LedgerState.Refused);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_entry_without_an_answer_is_withdrawn()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        const string insert = "insert into \"schemasdk\".jobs";
        wire.LoseEachAnswerTo(insert, after: insert);
        await ledger.BeginAsync(Draft.Intent("first"));

        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("order-1")).AsTask());

        await Soon.Until(async () => await ledger.FindAsync("order-1") is { State: LedgerState.Refused, Version: 2 });
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync("first"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_enqueued_job_whose_caller_cancels_waits_for_a_worker()
    {
        var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        await using var hold = await BeginAsync("lock table schemasdk.jobs in share row exclusive mode");
        using var stop = new CancellationTokenSource();

        var beginning = ledger.BeginAsync(Draft.Queued("order-1"), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning);
        var end = ledger.DisposeAsync().AsTask();   // waits for the first entry, and for a second one that would withdraw it
        await hold.CommitAsync();
        await end.Soonish();

        Assert.Equal(LedgerState.Intended, await Other.StateOfAsync("order-1"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Calls_that_are_canceled_at_any_moment_leave_no_open_job_and_are_paid_for_once()
    {
        await using var service = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        using var http = new HttpClient(service.CreateHandler());
        await using var client = new RunComfyClient(
            http, new() { BaseAddress = service.Address, ApiToken = service.Token, Ledger = Ledger });
        using var input = JsonDocument.Parse("""{"prompt":"a boat"}""");
        await SubmitAsync("first");
        var begun = Stopwatch.GetTimestamp();
        await SubmitAsync("second");
        var whole = Stopwatch.GetElapsedTime(begun);
        var canceled = 0;
        string[] keys = [.. Enumerable.Range(0, 60).Select(at => $"order-{at}")];

        foreach (var (key, at) in keys.Select((key, at) => (key, at)))
        {
            using var stop = new CancellationTokenSource(whole * at / keys.Length);
            canceled += await Record.ExceptionAsync(() => SubmitAsync(key, stop.Token)) is null ? 0 : 1;
        }

        await Soon.Until(async () => await Ledger.SummarizeAsync() is { Intended: 0, Sending: 0 });
        var failures = await Task.WhenAll(keys.Select(key => Record.ExceptionAsync(() => SubmitAsync(key))));

        Assert.True(canceled > 1, $"{canceled} calls were cancelled");
        Assert.Null(failures[0]);   // this call was cancelled before it began
        Assert.All(failures, failure => Assert.True(failure is null or ModelSubmissionUnknownException, failure?.ToString()));
        Assert.InRange(service.Bills - 2, failures.Count(failure => failure is null), keys.Length);

        Task SubmitAsync(string key, CancellationToken cancellationToken = default) => client.SubmitAsync(
            "kling/kling-3.0/pro/text-to-video", input.RootElement, new RunOptions { Key = key }, cancellationToken);
    }
}
