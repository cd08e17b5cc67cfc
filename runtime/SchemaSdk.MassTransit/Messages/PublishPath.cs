using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// The way of messages to the broker. A bus may lose the channel on which it publishes for good, and take itself for healthy: after a
/// confirmation that did not come, messages go by an endpoint of their own, which has another channel.
/// </summary>
// The bus itself: an outbox of the scope would keep a message for a transaction that nobody here ends.
internal sealed class PublishPath(IBusControl bus, ILogger<RunModelConsumer> log)
{
    private readonly object _gate = new();
    private IPublishEndpoint _endpoint = bus;
    private HostReceiveEndpointHandle? _own;

    /// <summary>The endpoint by which messages are published now.</summary>
    internal IPublishEndpoint Endpoint => Volatile.Read(ref _endpoint);

    /// <summary>Takes another endpoint in the place of one that did not confirm, unless that is done or the bus has no broker.</summary>
    internal void Replace(IPublishEndpoint late)
    {
        HostReceiveEndpointHandle? last;
        lock (_gate)
        {
            // Without a broker, no other channel would help.
            if (late != _endpoint || bus.CheckHealth().Status != BusHealthStatus.Healthy)
            {
                return;
            }

            last = _own;
            _own = bus.ConnectReceiveEndpoint(static _ => { });
            Volatile.Write(ref _endpoint, new PublishEndpoint(_own.ReceiveEndpoint));
        }

        MessageLog.PathReplaced(log);
        _ = StopAsync(last);
    }

    private static async Task StopAsync(HostReceiveEndpointHandle? endpoint)
    {
        if (endpoint is not null)
        {
            // It goes with the bus at the latest, and nobody waits for it.
            await endpoint.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
