using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;

namespace SchemaSdk.MassTransit.Tests.Bench;

/// <summary>A shop with a host whose jobs come in by messages, with everything that it publishes.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly Shop _shop = new(
        new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => EmulatedPrice.PerOutput(0.5m) });
    private readonly IHost _host;

    private Desk(
        Func<string, JobLedger>? ledger,
        Action<IBusRegistrationConfigurator> bus,
        Action<ModelMessageOptions>? configure,
        Action<ModelClientOptions>? client)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(Heard);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(registration =>
        {
            registration.AddModelJobMessages(options =>
            {
                options.RetryDelay = TimeSpan.FromMilliseconds(20);
                configure?.Invoke(options);
            });
            registration.AddConsumer<Listener>();
            bus(registration);
        });
        _shop.Register(builder.Services, ledger: ledger?.Invoke(_shop.Path), client: client);
        _host = builder.Build();
    }

    public ModelEmulator Service => _shop.Service;

    public Heard Heard { get; } = new();

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public IModelJobs Jobs => _host.Jobs();

    /// <summary>Starts one on a bus in memory.</summary>
    public static Task<Desk> OpenAsync(
        Action<IBusFactoryConfigurator>? policies = null,
        Func<string, JobLedger>? ledger = null,
        Action<ModelMessageOptions>? configure = null,
        Action<ModelClientOptions>? client = null) =>
        OpenAsync(
            bus => bus.UsingInMemory((context, broker) =>
            {
                policies?.Invoke(broker);
                broker.ConfigureEndpoints(context);
            }),
            ledger,
            configure,
            client);

    /// <summary>Starts one on the bus of a broker.</summary>
    public static async Task<Desk> OpenAsync(
        Action<IBusRegistrationConfigurator> bus,
        Func<string, JobLedger>? ledger = null,
        Action<ModelMessageOptions>? configure = null,
        Action<ModelClientOptions>? client = null)
    {
        var desk = new Desk(ledger, bus, configure, client);
        await desk._host.StartAsync();
        return desk;
    }

    public Task AskAsync(string key, string input = """{"prompt":"a boat"}""")
    {
        using var document = JsonDocument.Parse(input);
        return Bus.Publish(new RunModel { Key = key, ModelId = Shop.Model, Input = document.RootElement.Clone() });
    }

    public Task UntilDeliveredAsync(string key) => _host.UntilAsync(key, LedgerState.Delivered);

    /// <summary>The result of the health check of the messages.</summary>
    public async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model_job_messages"];

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _shop.DisposeAsync();
    }
}
