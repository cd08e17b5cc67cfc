using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

/// <summary>Hosts and clients that share one ledger in PostgreSQL, at a service on this machine.</summary>
public sealed partial class HostTests : IAsyncLifetime
{
    private const string Model = "kling/kling-3.0/pro/text-to-video";

    private readonly ModelEmulator _service = new(
        RunComfyClient.Models, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });

    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [FactWith(Server.PostgreSql)]
    public async Task A_paid_job_and_a_business_row_are_both_there_or_neither_is()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        await using (var create = source.CreateCommand("create table orders (id text primary key)"))
        {
            await create.ExecuteNonQueryAsync();
        }

        foreach (var isCommitted in (bool[])[false, true])
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var order = new NpgsqlCommand("insert into orders values ('4711')", connection, transaction);
            await order.ExecuteNonQueryAsync();
            await jobs.EnqueueAsync(transaction, "order-4711", Model, Input());
            await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.Equal(isCommitted, await jobs.FindAsync("order-4711") is not null);
        }

        var ended = await jobs.WaitAsync("order-4711").WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(JobState.Succeeded, ended.End?.Outcome);
        await host.StopAsync();
        Assert.Equal(1, _service.RequestsOf(EmulatorCall.Submit));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_key_of_another_input_is_refused_in_a_transaction_as_well()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        await ledger.MigrateAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await jobs.EnqueueAsync(transaction, "k", Model, Input());

        Assert.Equal("k", (await jobs.EnqueueAsync(transaction, "k", Model, Input())).Key);
        await Assert.ThrowsAsync<ModelLedgerException>(() => jobs.EnqueueAsync(transaction, "k", Model, Input("a boat")));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_its_caller_never_sent_is_run_once_a_transaction_puts_it_down_again()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        using var host = Host(ledger);
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        await ledger.BeginAsync(jobs.IntentOf("order-1", Model, Input()) with { IsQueued = false });

        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.True((await jobs.EnqueueAsync(transaction, "order-1", Model, Input())).IsQueued);
            await transaction.CommitAsync();
        }

        Assert.Equal(JobState.Succeeded, (await jobs.WaitAsync("order-1").WaitAsync(TimeSpan.FromSeconds(60))).End?.Outcome);
        await host.StopAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_without_a_service_gets_that_of_the_client_that_sends_it()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        using var host = Host(ledger);
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        var intent = jobs.IntentOf("k", Model, Input());

        await ledger.BeginAsync(intent with { Service = null });
        await jobs.WaitAsync("k").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.NotNull(intent.Service);
        Assert.Equal(intent.Service, (await jobs.FindAsync("k"))!.Service);
        await host.StopAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task Two_hosts_run_a_hundred_jobs_once_each()
    {
        await using var a = new PostgreSqlJobLedger(_database);
        await using var b = new PostgreSqlJobLedger(_database);
        using var first = Host(a);
        using var second = Host(b);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        var (jobs, others) = (first.Services.GetRequiredService<IModelJobs>(), second.Services.GetRequiredService<IModelJobs>());

        await Task.WhenAll(Enumerable.Range(0, 100).Select(at => jobs.EnqueueAsync($"k{at}", Model, Input($"{at}"))));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(at => others.WaitAsync($"k{at}"))).WaitAsync(TimeSpan.FromSeconds(120));
        await Task.WhenAll(first.StopAsync(), second.StopAsync());

        Assert.Equal(100, _service.RequestsOf(EmulatorCall.Submit));
        Assert.All(await a.AllAsync(), entry => Assert.Equal((JobState.Succeeded, 1), (entry.End?.Outcome, entry.Attempt?.Number)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Clients_of_two_processes_that_come_with_one_key_at_once_submit_once()
    {
        await using var a = new PostgreSqlJobLedger(_database);
        await using var b = new PostgreSqlJobLedger(_database);
        using var handler = _service.CreateHandler();
        var clients = new[] { a, b }.Select(ledger =>
        {
            var options = new ModelClientOptions
            {
                BaseAddress = new Uri("http://127.0.0.1/"),
                ApiToken = _service.Token,
                Ledger = ledger,
            };
            options.Polling.Interval = TimeSpan.FromMilliseconds(20);
            return new RunComfyClient(new HttpClient(handler, disposeHandler: false), options);
        }).ToList();

        var results = await Task.WhenAll(clients.Select(client => client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            new() { Prompt = "a kite" }, new RunOptions { Key = "order-1" })));

        Assert.Equal(results[0].RequestId, results[1].RequestId);
        Assert.Equal(1, _service.RequestsOf(EmulatorCall.Submit));
    }

    private static JsonElement Input(string prompt = "a kite")
    {
        using var document = JsonDocument.Parse($$"""{"prompt":"{{prompt}}"}""");
        return document.RootElement.Clone();
    }

    private IHost Host(JobLedger ledger)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
            {
                (options.BaseAddress, options.ApiToken) = (new Uri("http://127.0.0.1/"), _service.Token);
                options.Polling.Interval = TimeSpan.FromMilliseconds(20);
                options.Polling.RequestsPerSecond = 10_000;
            })
            .ConfigurePrimaryHttpMessageHandler(_service.CreateHandler);
        builder.Services.AddModelJobs<RunComfyClient>(ledger);
        return builder.Build();
    }
}
