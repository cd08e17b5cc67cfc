using System.Reflection;
using MassTransit;
using MassTransit.Transports;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public sealed class ReconnectTests
{
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
