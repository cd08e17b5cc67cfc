using System.Collections.Concurrent;
using System.Reflection;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public sealed class UnconfirmedChannelTests
{
    private readonly HeldTime _time = new();
    private bool _isDead = true;
    private int _tries;

    [Fact]
    public async Task Messages_use_another_channel_once_the_channel_of_the_bus_stops_confirming()
    {
        Uri? address = null;
        await using var app = await OpenAsync(context =>
            context.SourceAddress == address ? Task.Delay(Timeout.Infinite) : Task.CompletedTask);
        address = app.Bus.Address;
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");
        await app.AskAsync("order-2");
        await app.UntilDeliveredAsync("order-2");

        await Soon.Until(() => app.Heard.All<ModelEnded>().Any(ended => ended.Key == "order-2"));

        // The first attempt to publish on the bus was not confirmed, so publishing two messages took at least three attempts.
        Assert.InRange(Volatile.Read(ref _tries), 3, int.MaxValue);
        Assert.Contains(app.Heard.All<ModelEnded>(), ended => ended.Key == "order-1");
    }

    [Fact]
    public async Task A_stopped_endpoint_is_not_used_for_messages()
    {
        Uri? side = null;
        var paths = new ConcurrentQueue<Uri?>();
        await using var app = await OpenAsync(context =>
        {
            paths.Enqueue(context.SourceAddress);
            return context.SourceAddress == side ? Task.CompletedTask : Task.Delay(Timeout.Infinite);
        });
        var handle = app.Connector.ConnectReceiveEndpoint("side", static (_, _) => { });
        side = (await handle.Ready).InputAddress;
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");

        await handle.StopAsync();
        var before = paths.Count;
        await app.AskAsync("order-2");
        await Soon.Until(() => paths.Count > before);

        Assert.Equal((side, app.Bus.Address), (paths.ElementAt(before - 1), paths.ElementAt(before)));
    }

    [Fact]
    public async Task Messages_are_never_published_through_another_bus()
    {
        await using var app = await OpenAsync(
            static _ => Task.Delay(Timeout.Infinite),
            services => services.AddMassTransit<ISideBus>(side =>
            {
                side.AddConsumer<Listener>();
                side.UsingInMemory(new Uri("loopback://side/"), static (context, broker) => broker.ConfigureEndpoints(context));
            }));
        await app.AskAsync("order-1");

        // The default bus has three channels, used in turn. If the side bus were used too, at least one of six attempts would
        // reach it.
        await UntilTriedAsync(6);

        Assert.Equal(LedgerState.Ended, (await app.Jobs.FindAsync("order-1"))?.State);
    }

    [Fact]
    public async Task The_host_is_unhealthy_after_a_minute_without_confirmations_until_the_next_confirmation()
    {
        await using var app = await OpenAsync(static _ => Task.Delay(Timeout.Infinite));
        await app.AskAsync("order-1");
        await UntilTriedAsync(2);
        var before = await app.HealthAsync();
        _time.Pass(60);
        await UntilUnhealthyAsync(app);
        var during = await app.HealthAsync();
        Volatile.Write(ref _isDead, false);
        await app.UntilDeliveredAsync("order-1");

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (before.Status, (await app.HealthAsync()).Status));
        Assert.StartsWith("The broker did not confirm a ModelEnded message within 00:00:00", during.Description, StringComparison.Ordinal);
        Assert.Contains("restart this process", during.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_is_healthy_ten_minutes_after_the_last_late_confirmation()
    {
        await using var app = await OpenAsync(static _ => Task.Delay(Timeout.Infinite));
        await app.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilUnhealthyAsync(app);

        _time.Pass(600);

        Assert.Equal(HealthStatus.Healthy, (await app.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_message_that_cannot_be_published_does_not_make_the_host_unhealthy()
    {
        await using var app = await OpenAsync(static _ => throw new InvalidOperationException("It cannot be written."));
        await app.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilTriedAsync(4);

        Assert.Equal(HealthStatus.Healthy, (await app.HealthAsync()).Status);
    }

    [Fact]
    public async Task An_endpoint_that_reconnects_is_observed_once()
    {
        await using var services = new ServiceCollection()
            .AddMassTransit(bus =>
            {
                bus.AddModelJobMessages();
                bus.UsingInMemory();
            })
            .BuildServiceProvider();
        var observer = services.GetServices<IReceiveEndpointObserver>().Single(one => one.GetType().Assembly == typeof(RunModel).Assembly);
        var context = DispatchProxy.Create<ReceiveEndpointContext, Counted>();
        var address = new Uri("loopback://localhost/orders");
        var endpoint = new ReceiveEndpoint(DispatchProxy.Create<IReceiveTransport, Counted>(), context);
        var own = ((Counted)(object)context).Observers;
        var ready = Redelivered.Changed.Of<ReceiveEndpointReady>(null!, ("get_InputAddress", address), ("get_ReceiveEndpoint", endpoint));
        var completed = Redelivered.Changed.Of<ReceiveEndpointCompleted>(null!, ("get_InputAddress", address));

        for (var time = 0; time < 100; time++)
        {
            await observer.Ready(ready);
            await observer.Ready(ready);
            await observer.Completed(completed);
        }

        Assert.Equal(own + 1, ((Counted)(object)context).Observers);
    }

    private Task<MessageHost> OpenAsync(Func<PublishContext, Task> dies, Action<IServiceCollection>? register = null) =>
        MessageHost.OpenAsync(
            bus =>
            {
                register?.Invoke(bus);
                MessageHost.InMemory(broker => broker.ConfigurePublish(pipe => pipe.UseExecuteAsync(async context =>
                {
                    if (context is PublishContext<ModelEnded> ended && Volatile.Read(ref _isDead))
                    {
                        Interlocked.Increment(ref _tries);
                        await dies(ended);
                    }
                })))(bus);
            },
            new UnreliableLedger(new() { TimeProvider = _time }),
            options => options.PublishTimeout = TimeSpan.FromMilliseconds(200));

    // An attempt begins only after the one before it has failed, so all attempts except the last have failed.
    private Task UntilTriedAsync(int count) => Soon.Until(() => Volatile.Read(ref _tries) >= count);

    private static Task UntilUnhealthyAsync(MessageHost app) =>
        Soon.Until(async () => (await app.HealthAsync()).Status == HealthStatus.Unhealthy);

    internal class Counted : DispatchProxy
    {
        public int Observers { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Observers += targetMethod!.Name == "ConnectReceiveEndpointObserver" ? 1 : 0;
            return targetMethod.ReturnType == typeof(ConnectHandle) ? Redelivered.Changed.Of<ConnectHandle>(null!) : null;
        }
    }
}
