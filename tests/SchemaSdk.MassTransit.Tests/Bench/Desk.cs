using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.MassTransit.Tests.Bench;

/// <summary>A service and a host whose jobs come in by messages, with everything that it publishes.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Model = "kling/kling-3.0/pro/text-to-video";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpMessageHandler _sockets;
    private readonly IHost _host;

    private Desk(
        Func<string, JobLedger>? ledger,
        Action<IBusRegistrationConfigurator> bus,
        Action<ModelMessageOptions>? configure,
        Action<ModelClientOptions>? client)
    {
        Service = new ModelEmulator(
            RunComfyClient.Models,
            new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => EmulatedPrice.PerOutput(0.5m) });
        _sockets = Service.CreateHandler();
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
        builder.Services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
            {
                (options.BaseAddress, options.ApiToken) = (new Uri("http://127.0.0.1/"), Service.Token);
                options.Polling.Interval = TimeSpan.FromMilliseconds(20);
                client?.Invoke(options);
            })
            .ConfigurePrimaryHttpMessageHandler(() => _sockets);
        builder.Services.AddModelJobs<RunComfyClient>(
            _ => ledger is null ? new FileJobLedger(_folder.File("jobs.ledger")) : ledger(_folder.File("jobs.ledger")),
            options => options.CountInterval = options.RetryDelay = TimeSpan.FromMilliseconds(20));
        _host = builder.Build();
    }

    public ModelEmulator Service { get; }

    public Heard Heard { get; } = new();

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public IModelJobs Jobs => _host.Services.GetRequiredService<IModelJobs>();

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

    public static JsonElement Input(string input = """{"prompt":"a boat"}""")
    {
        using var document = JsonDocument.Parse(input);
        return document.RootElement.Clone();
    }

    public Task AskAsync(string key, string input = """{"prompt":"a boat"}""") =>
        Bus.Publish(new RunModel { Key = key, ModelId = Model, Input = Input(input) });

    public Task UntilDeliveredAsync(string key) =>
        Soon.Until(async () => await Jobs.FindAsync(key) is { State: LedgerState.Delivered });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await Service.DisposeAsync();
        _sockets.Dispose();
        _folder.Dispose();
    }
}
