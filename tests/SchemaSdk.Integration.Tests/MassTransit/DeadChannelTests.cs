using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>A bus that takes messages of the broker, and whose own are never confirmed.</summary>
public sealed class DeadChannelTests
{
    private readonly HeldTime _time = new();
    private bool _isDead = true;
    private int _tries;

    [Fact]
    public Task Messages_go_by_another_channel_once_that_of_the_bus_confirms_none() =>
        AssertAnotherChannelAsync(dies => OpenAsync(dies));

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task Messages_go_by_another_channel_of_a_RabbitMQ_as_well()
    {
        await using var broker = await PrivateBroker.StartAsync();
        await AssertAnotherChannelAsync(dies => OpenAsync(
            bus => bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker.Address);
                Break(rabbit, dies);
                rabbit.ConfigureEndpoints(context);
            })));
    }

    [Fact]
    public async Task An_endpoint_that_the_application_has_stopped_is_no_path_any_more()
    {
        Uri? side = null;
        var paths = new ConcurrentQueue<Uri?>();
        await using var desk = await OpenAsync(context =>
        {
            paths.Enqueue(context.SourceAddress);
            return context.SourceAddress == side ? Task.CompletedTask : Task.Delay(Timeout.Infinite);
        });
        var handle = desk.Connector.ConnectReceiveEndpoint("side", static (_, _) => { });
        side = (await handle.Ready).InputAddress;
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        await handle.StopAsync();
        var before = paths.Count;
        await desk.AskAsync("order-2");
        await Soon.Until(() => Task.FromResult(paths.Count > before));

        Assert.Equal((side, desk.Bus.Address), (paths.ElementAt(before - 1), paths.ElementAt(before)));
    }

    [Fact]
    public async Task The_health_says_that_the_broker_has_confirmed_nothing_for_a_minute_until_it_confirms_a_message()
    {
        await using var desk = await OpenAsync(static _ => Task.Delay(Timeout.Infinite));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        var before = await desk.HealthAsync();
        _time.Pass(60);
        await UntilUnhealthyAsync(desk);
        var during = await desk.HealthAsync();
        Volatile.Write(ref _isDead, false);
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (before.Status, (await desk.HealthAsync()).Status));
        Assert.StartsWith("The broker did not confirm a ModelEnded within 00:00:00.2", during.Description, StringComparison.Ordinal);
        Assert.Contains("restart this one", during.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_forgets_it_once_no_confirmation_was_late_for_ten_minutes()
    {
        await using var desk = await OpenAsync(static _ => Task.Delay(Timeout.Infinite));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilUnhealthyAsync(desk);

        _time.Pass(600);

        Assert.Equal(HealthStatus.Healthy, (await desk.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_message_that_cannot_be_published_says_nothing_of_the_broker()
    {
        await using var desk = await OpenAsync(static _ => throw new InvalidOperationException("It cannot be written."));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilTriedAsync(4);

        Assert.Equal(HealthStatus.Healthy, (await desk.HealthAsync()).Status);
    }

    private async Task AssertAnotherChannelAsync(Func<Func<PublishContext, Task>, Task<Desk>> open)
    {
        Uri? address = null;
        await using var desk = await open(context =>
            context.SourceAddress == address ? Task.Delay(Timeout.Infinite) : Task.CompletedTask);
        address = desk.Bus.Address;
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");
        await desk.AskAsync("order-2");
        await desk.UntilDeliveredAsync("order-2");

        await Soon.Until(() => Task.FromResult(desk.Heard.All<ModelEnded>().Any(ended => ended.Key == "order-2")));

        // The first one was tried on the bus before.
        Assert.InRange(Volatile.Read(ref _tries), 3, int.MaxValue);
        Assert.Contains(desk.Heard.All<ModelEnded>(), ended => ended.Key == "order-1");
    }

    private Task<Desk> OpenAsync(Func<PublishContext, Task> dies) => OpenAsync(
        bus => bus.UsingInMemory((context, broker) =>
        {
            Break(broker, dies);
            broker.ConfigureEndpoints(context);
        }));

    private Task<Desk> OpenAsync(Action<IBusRegistrationConfigurator> bus) => Desk.OpenAsync(
        bus,
        store => new MemoryJobLedger(store, new() { TimeProvider = _time }),
        options => options.PublishTimeout = TimeSpan.FromMilliseconds(200));

    private void Break(IBusFactoryConfigurator broker, Func<PublishContext, Task> dies) =>
        broker.ConfigurePublish(pipe => pipe.UseExecuteAsync(async context =>
        {
            if (context is PublishContext<ModelEnded> ended && Volatile.Read(ref _isDead))
            {
                Interlocked.Increment(ref _tries);
                await dies(ended);
            }
        }));

    // One has failed before another one begins.
    private Task UntilTriedAsync(int count) => Soon.Until(() => Task.FromResult(Volatile.Read(ref _tries) >= count));

    private static Task UntilUnhealthyAsync(Desk desk) =>
        Soon.Until(async () => (await desk.HealthAsync()).Status == HealthStatus.Unhealthy);
}
