using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

/// <summary>A host that runs jobs from messages on a bus.</summary>
internal sealed class MessageHost : IAsyncDisposable
{
    private readonly Shop _shop;
    private readonly IHost _host;
    private bool _isAbandoned;

    private MessageHost(
        Action<IBusRegistrationConfigurator> bus,
        JobLedger? ledger,
        Action<ModelMessageOptions>? configure,
        Action<ModelClientOptions>? client,
        TimeProvider? time,
        DelegatingHandler? inFront)
    {
        _shop = new(new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = time is null ? TimeSpan.Zero : TimeSpan.FromHours(1),
            TimeProvider = time ?? TimeProvider.System,
            Price = _ => EmulatedPrice.PerOutput(0.5m),
        });
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
        _shop.Register(builder.Services, ledger: ledger, client: client, inFront: inFront);
        _host = builder.Build();
    }

    public ModelEmulator Service => _shop.Service;

    public Heard Heard { get; } = new();

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public IReceiveEndpointConnector Connector => _host.Services.GetRequiredService<IReceiveEndpointConnector>();

    public IModelJobs Jobs => _host.Jobs();

    // time: the clock of the service, on which each job takes an hour; null to end each job immediately.
    public static async Task<MessageHost> OpenAsync(
        Action<IBusRegistrationConfigurator>? bus = null,
        JobLedger? ledger = null,
        Action<ModelMessageOptions>? configure = null,
        Action<ModelClientOptions>? client = null,
        TimeProvider? time = null,
        DelegatingHandler? inFront = null)
    {
        var app = new MessageHost(bus ?? InMemory(), ledger, configure, client, time, inFront);
        await app._host.StartAsync();
        return app;
    }

    public static Action<IBusRegistrationConfigurator> InMemory(Action<IBusFactoryConfigurator>? policies = null) => bus =>
        bus.UsingInMemory((context, broker) =>
        {
            policies?.Invoke(broker);
            broker.ConfigureEndpoints(context);
        });

    public Task AskAsync(string key, string input = """{"prompt":"a boat"}""", Action<PublishContext<RunModel>>? send = null)
    {
        using var document = JsonDocument.Parse(input);
        return Bus.Publish(
            new RunModel { Key = key, ModelId = Shop.Model, Input = document.RootElement.Clone() }, send ?? (static _ => { }));
    }

    public Task UntilAsync(string key, LedgerState state) => _host.UntilAsync(key, state);

    public Task UntilDeliveredAsync(string key) => UntilAsync(key, LedgerState.Delivered);

    /// <summary>Reports a refused job to the handler of the messages, as the worker does.</summary>
    public async Task RefuseAsync(LedgerEntry job, Exception error)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IModelJobHandler>().RefusedAsync(job, error, CancellationToken.None);
    }

    public async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model_job_messages"];

    public Task AbandonAsync()
    {
        _isAbandoned = true;
        return ((IAsyncDisposable)_host).DisposeAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isAbandoned)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        await _shop.DisposeAsync();
    }
}
