using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>Messages about jobs on a RabbitMQ.</summary>
public sealed class BrokerTests
{
    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task An_end_that_the_broker_did_not_confirm_is_published_once_it_is_back()
    {
        await using var broker = await PrivateBroker.StartAsync();
        await using var desk = await Desk.OpenAsync(
            bus => bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker.Address);
                rabbit.UseMessageRetry(retry => retry.Immediate(20));
                rabbit.ConfigureEndpoints(context);
            }),
            configure: options => options.PublishTimeout = TimeSpan.FromSeconds(5));
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        await broker.StopAsync(isCrash: true);
        await desk.Jobs.EnqueueAsync("order-2", Shop.Model, Shop.Input());
        await Soon.Until(async () => await desk.Jobs.FindAsync("order-2") is { State: LedgerState.Ended });
        Assert.Single(desk.Heard.All<ModelEnded>());
        await broker.StartServerAsync();
        await desk.Heard.UntilAsync<ModelEnded>(2);
        await desk.UntilDeliveredAsync("order-2");
        await desk.AskAsync("order-3");
        await desk.UntilDeliveredAsync("order-3");

        Assert.Equal(3, desk.Service.Bills);
    }
}
