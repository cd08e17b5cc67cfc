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
    private Uri? _address;

    /// <summary>The endpoint by which messages are published now: the bus itself while the one that was taken is stopped.</summary>
    internal IPublishEndpoint Endpoint => endpoints.Find(Address) ?? bus;

    // The bus has no endpoint of its own among those that are taken.
    private Uri? Address => Volatile.Read(ref _address) is { } taken && endpoints.Find(taken) is not null ? taken : null;

    /// <summary>Takes the next endpoint in the place of one that did not confirm, unless that is done.</summary>
    internal void Replace(IPublishEndpoint late)
    {
        lock (_gate)
        {
            List<Uri?> all = [null, .. endpoints.But(bus.Address)];
            var now = Address;
            var next = all[(all.IndexOf(now) + 1) % all.Count];
            if (late != Endpoint || next == now)
            {
                return;
            }

            Volatile.Write(ref _address, next);
        }

        MessageLog.PathReplaced(log);
    }
}
