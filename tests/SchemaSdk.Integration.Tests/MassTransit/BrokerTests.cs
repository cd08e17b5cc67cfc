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
}
