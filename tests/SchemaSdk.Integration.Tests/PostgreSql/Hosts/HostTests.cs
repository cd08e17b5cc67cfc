using Npgsql;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

public sealed class HostTests : DatabaseTest
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    private readonly Shop _shop = new();

    public override async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await base.DisposeAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_and_a_row_of_the_application_are_committed_together_or_not_at_all()
    {
        using var host = await _shop.StartAsync(ledger: Ledger);
        await RunAsync("create table orders (id text primary key)");

        foreach (var end in (Func<NpgsqlTransaction, Task>[])[one => one.RollbackAsync(), TerminateAsync, one => one.CommitAsync()])
        {
            Assert.Null(await host.Jobs().FindAsync("order-4711"));
            await using var transaction = await BeginAsync("insert into orders values ('4711')");
            await host.Jobs().EnqueueAsync(transaction, "order-4711", Shop.Model, Shop.Input());
            Assert.Null(await host.Jobs().FindAsync("order-4711"));
            Assert.Equal(0L, await RunAsync("select count(*) from orders"));
            await end(transaction);
        }

        Assert.Equal(1L, await RunAsync("select count(*) from orders"));

        var ended = await host.Jobs().WaitAsync("order-4711").WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(JobState.Succeeded, ended.End?.Outcome);
        await host.StopAsync();
        Assert.Equal(1, _shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_without_a_service_gets_the_service_of_the_client_that_sends_it()
    {
        using var host = await _shop.StartAsync(ledger: Ledger);
        var intent = host.Jobs().IntentOf("k", Shop.Model, Shop.Input());

        await Ledger.BeginAsync(intent with { Service = null });
        await host.Jobs().WaitAsync("k").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.NotNull(intent.Service);
        Assert.Equal(intent.Service, (await host.Jobs().FindAsync("k"))!.Service);
        await host.StopAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_hosts_run_each_job_once()
    {
        const int Jobs = 20;
        using var first = await _shop.StartAsync(ledger: Ledger);
        using var second = await _shop.StartAsync(ledger: Other);

        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => first.EnqueueAsync($"k{at}", $"{at}")));
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => second.Jobs().WaitAsync($"k{at}"))).Soonish();
        await Task.WhenAll(first.StopAsync(), second.StopAsync());

        Assert.Equal(Jobs, _shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.All(
            await Ledger.ListAsync().AllAsync(),
            entry => Assert.Equal((JobState.Succeeded, 1), (entry.End?.Outcome, entry.Attempt?.Number)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Clients_of_two_processes_that_use_one_key_at_the_same_time_submit_once()
    {
        using var handler = _shop.Service.CreateHandler();
        var clients = new[] { Ledger, Other }.Select(ledger =>
        {
            var options = new ModelClientOptions
            {
                BaseAddress = new Uri("http://127.0.0.1/"),
                ApiToken = _shop.Service.Token,
                Ledger = ledger,
            };
            options.Polling.Interval = TimeSpan.FromMilliseconds(20);
            return new RunComfyClient(new HttpClient(handler, disposeHandler: false), options);
        }).ToList();

        var results = await Task.WhenAll(clients.Select(client => client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            new() { Prompt = "a kite" }, new RunOptions { Key = "order-1" })));

        Assert.Equal(results[0].RequestId, results[1].RequestId);
        Assert.Equal(1, _shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_copy_of_a_file_made_for_a_rolled_back_transaction_stays_until_a_job_with_its_key_is_accepted()
    {
        var folder = Directory.CreateTempSubdirectory("inputs").FullName;
        await using var ledger = new PostgreSqlJobLedger(Source, new() { Ledger = new() { InputFolder = folder } });
        using var host = _shop.Build(ledger: ledger);
        var model = host.ImageToVideo();
        var input = new ImageToVideoInput { Prompt = "It falls.", StartImageUrl = ModelFile.FromBytes(Png) };

        foreach (var isCommitted in (bool[])[false, true])
        {
            await using var transaction = await BeginAsync();
            Assert.Equal(model.ModelId, (await host.Jobs().EnqueueAsync(transaction, "order-4711", model, input)).ModelId);
            await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.Equal(isCommitted, await host.Jobs().FindAsync("order-4711") is not null);
            Assert.Single(Copies());
        }

        await host.StartAsync();
        var ended = await host.Jobs().WaitAsync("order-4711").WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();
        Assert.Equal((JobState.Succeeded, 1), (ended.End?.Outcome, _shop.Service.RequestsOf(EmulatorCall.Submit)));
        Assert.Empty(Copies());
        Directory.Delete(folder, recursive: true);

        string[] Copies() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_key_with_another_input_is_refused_in_a_transaction()
    {
        using var host = _shop.Build(ledger: Ledger);
        await Ledger.MigrateAsync();
        await using var transaction = await BeginAsync();
        await host.Jobs().EnqueueAsync(transaction, "k", Shop.Model, Shop.Input());

        Assert.Equal("k", (await host.Jobs().EnqueueAsync(transaction, "k", Shop.Model, Shop.Input())).Key);
        await Assert.ThrowsAsync<ModelLedgerException>(
            () => host.Jobs().EnqueueAsync(transaction, "k", Shop.Model, Shop.Input("a kite")));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_transactions_that_enqueue_a_new_key_at_the_same_time_get_the_same_job()
    {
        using var host = _shop.Build(ledger: Ledger);
        await Ledger.MigrateAsync();
        await using var a = await BeginAsync();
        await using var b = await BeginAsync();

        await host.Jobs().EnqueueAsync(a, "k", Shop.Model, Shop.Input());
        var enqueueing = host.Jobs().EnqueueAsync(b, "k", Shop.Model, Shop.Input());
        await UntilWaitingAsync(count: 1);
        await a.CommitAsync();
        var job = await enqueueing;
        await b.CommitAsync();

        Assert.Equal((1, true), (job.Version, job.IsQueued));
        Assert.Single(await Ledger.ListAsync().AllAsync());
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_transactions_that_enqueue_a_refused_key_at_the_same_time_get_the_same_job()
    {
        using var host = _shop.Build(ledger: Ledger);
        var intent = host.Jobs().IntentOf("k", Shop.Model, Shop.Input());
        await Ledger.BeginAsync(intent);
        await Ledger.NextAsync(intent, LedgerState.Refused);
        await using var a = await BeginAsync();
        await using var b = await BeginAsync();

        // Locks the row of the refused job, so that both transactions find the job, but neither can record the next entry yet.
        await using var holder = await BeginAsync("select from schemasdk.jobs for update");
        var first = host.Jobs().EnqueueAsync(a, "k", Shop.Model, Shop.Input());
        var second = host.Jobs().EnqueueAsync(b, "k", Shop.Model, Shop.Input());
        await UntilWaitingAsync(count: 2);
        await holder.RollbackAsync();
        var isA = await Task.WhenAny(first, second) == first;
        await (isA ? a : b).CommitAsync();
        var all = await Task.WhenAll(first, second);
        await (isA ? b : a).CommitAsync();

        Assert.All(
            [.. all, await Ledger.FindAsync("k")], job => Assert.Equal((3, LedgerState.Intended), (job!.Version, job.State)));
    }

    private Task UntilWaitingAsync(long count) => Soon.Until(async () => count.Equals(await RunAsync(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")));
}
