using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>Hosts that are disposed of without being stopped, while a message waits for a ledger that was disposed of before it.</summary>
public sealed class AbandonedHostTests
{
    [Fact]
    public Task Its_end_does_not_wait_for_the_message() =>
        AbandonAsync(bus => bus.UsingInMemory((context, broker) => broker.ConfigureEndpoints(context)));

    [FactWith(Server.RabbitMq)]
    public async Task The_broker_gives_the_message_to_the_next_host()
    {
        await using var broker = await PrivateBroker.StartAsync();
        void Connect(IBusRegistrationConfigurator bus) => bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker.Address);
            rabbit.ConfigureEndpoints(context);
        });
        await AbandonAsync(Connect);

        await using var next = await Desk.OpenAsync(Connect);
        await next.UntilDeliveredAsync("order-1");

        Assert.Empty(next.Heard.All<Fault<RunModel>>());
    }

    private static async Task AbandonAsync(Action<IBusRegistrationConfigurator> bus)
    {
        FleetingLedger ledger = null!;
        await using var desk = await Desk.OpenAsync(bus, store => ledger = new FleetingLedger(store));
        (ledger.IsAway, ledger.IsGone) = (true, true);
        await desk.AskAsync("order-1");
        await Soon.Until(() => Task.FromResult(ledger.Misses > 0));

        await desk.AbandonAsync().Soonish();

        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
    }
}
