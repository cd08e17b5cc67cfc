using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public sealed class BrokerTests
{
    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task A_result_that_the_broker_did_not_confirm_is_published_once_the_broker_is_back()
    {
        await using var broker = await PrivateBroker.StartAsync();
        await using var app = await MessageHost.OpenAsync(
            bus => bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker.Address);
                rabbit.UseMessageRetry(retry => retry.Immediate(20));
                rabbit.ConfigureEndpoints(context);
            }),
            configure: options => options.PublishTimeout = TimeSpan.FromSeconds(5));
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");

        await broker.StopAsync(isCrash: true);
        await app.Jobs.EnqueueAsync("order-2", Shop.Model, Shop.Input());
        await Soon.Until(async () => await app.Jobs.FindAsync("order-2") is { State: LedgerState.Ended });
        Assert.Single(app.Heard.All<ModelEnded>());
        await broker.StartServerAsync();
        await app.Heard.UntilAsync<ModelEnded>(2);
        await app.UntilDeliveredAsync("order-2");
        await app.AskAsync("order-3");
        await app.UntilDeliveredAsync("order-3");

        Assert.Equal(3, app.Service.Bills);
    }

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task The_broker_gives_the_message_of_an_abandoned_host_to_the_next_host()
    {
        await using var broker = await PrivateBroker.StartAsync();
        void Connect(IBusRegistrationConfigurator bus) => bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker.Address);
            rabbit.ConfigureEndpoints(context);
        });
        await AbandonAsync(Connect);

        await using var next = await MessageHost.OpenAsync(Connect);
        await next.UntilDeliveredAsync("order-1");

        Assert.Empty(next.Heard.All<Fault<RunModel>>());
    }

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task The_worker_runs_only_jobs_from_messages_and_publishes_their_results()
    {
        await using var broker = await PrivateBroker.StartAsync();
        using var folder = new TemporaryFolder();
        await using var service = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await service.StartAsync();
        using var worker = WorkerProgram.Start(
            $"--Worker:Broker={broker.Address}", "--Worker:Live=true", "--Worker:Profile=",
            $"--Worker:Ledger={folder.File("jobs.db")}",
            $"--ModelClient:BaseAddress={service.Address}", $"--ModelClient:ApiToken={service.Token}");
        var heard = new Heard();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker.Address);
            rabbit.ReceiveEndpoint("orders", endpoint => endpoint.Consumer(() => new Listener(heard)));
        });
        await bus.StartAsync();

        await OrderAsync(bus, "order-1");
        await worker.SawAsync("heard     order-1 has ended: Succeeded");
        service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await OrderAsync(bus, "order-2");
        await worker.SawAsync("heard     order-2 has an unknown outcome, and is not submitted again until it is settled");
        await OrderAsync(bus, "order-1");
        await Soon.Until(() => heard.All<ModelEnded>().Count(ended => ended.Key == "order-1") == 2);
        await bus.StopAsync();
        await worker.InterruptAsync();
        var run = await worker.EndAsync();

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("order-2", (await heard.UntilAsync<ModelUnknown>())[0].Key);
        Assert.Equal((2, 2), (service.Bills, service.RequestsOf(EmulatorCall.Submit)));
        Assert.Contains($"broker    amqp://127.0.0.1:{broker.Address.Port}", run.Lines);
        Assert.DoesNotContain("guest", run.Output, StringComparison.Ordinal);
    }

    // This is a separate method, because MassTransit would otherwise give the next host the disposed logger factory of this host.
    private static async Task AbandonAsync(Action<IBusRegistrationConfigurator> connect)
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = new HeldTime(TimeSpan.FromMinutes(10)) });
        await using var app = await MessageHost.OpenAsync(connect, ledger);
        (ledger.Away, ledger.IsGone) = (new ModelLedgerException("The ledger is away."), true);
        await app.AskAsync("order-1");
        await Soon.Until(() => !ledger.AskedKeys.IsEmpty);

        await app.AbandonAsync().Soonish();
    }

    // The message is sent instead of published, so that the queue keeps it until the worker has started.
    private static async Task OrderAsync(IBus bus, string key)
    {
        var queue = await bus.GetSendEndpoint(new Uri("queue:RunModel"));
        await queue.Send(new RunModel { Key = key, ModelId = Shop.Model, Input = Shop.Input() });
    }
}
