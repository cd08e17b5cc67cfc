using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public sealed class AbandonedHostTests
{
    [Fact]
    public Task Disposal_does_not_wait_for_the_message() =>
        AbandonAsync(bus => bus.UsingInMemory((context, broker) => broker.ConfigureEndpoints(context)));

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task The_broker_gives_the_message_to_the_next_host()
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

    private static async Task AbandonAsync(Action<IBusRegistrationConfigurator> bus)
    {
        FaultyMessageLedger ledger = null!;
        await using var app = await MessageHost.OpenAsync(bus, store => ledger = new FaultyMessageLedger(store));
        (ledger.IsAway, ledger.IsGone) = (true, true);
        await app.AskAsync("order-1");
        await Soon.Until(() => ledger.Misses > 0);

        await app.AbandonAsync().Soonish();

        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }
}
