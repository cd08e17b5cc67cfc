using MassTransit;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// The way of messages to the broker. A bus may lose the channel on which it publishes for good, and take itself for healthy: after a
/// confirmation that did not come, messages go by the channel of one of its endpoints, and by that of the next one if none comes there.
/// </summary>
// The bus itself: an outbox of the scope would keep a message for a transaction that nobody here ends.
internal sealed class PublishPath(IBus bus, ReadyEndpoints endpoints, ILogger<RunModelConsumer> log)
{
    private readonly object _gate = new();
    private IPublishEndpoint _endpoint = bus;

    /// <summary>The endpoint by which messages are published now.</summary>
    internal IPublishEndpoint Endpoint => Volatile.Read(ref _endpoint);

    /// <summary>Takes the next endpoint in the place of one that did not confirm, unless that is done.</summary>
    internal void Replace(IPublishEndpoint late)
    {
        List<IPublishEndpoint> all = [bus, .. endpoints.But(bus.Address)];
        var next = all[(all.IndexOf(late) + 1) % all.Count];
        lock (_gate)
        {
            if (late != _endpoint || late == next)
            {
                return;
            }

            Volatile.Write(ref _endpoint, next);
        }

        MessageLog.PathReplaced(log);
    }
}
