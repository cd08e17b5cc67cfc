using MassTransit;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Chooses the channel on which messages are published. A bus may lose its publishing channel permanently without noticing. After
/// each timeout of a confirmation, messages are therefore published on the channel of another endpoint of the bus.
/// </summary>
// Does not use the IPublishEndpoint of the scope: an outbox would hold messages until a transaction commits, but none commits here.
internal sealed class PublishPath(IBus bus, ReadyEndpoints endpoints, ILogger<RunModelConsumer> log)
{
    private readonly object _gate = new();
    private Uri? _address;

    /// <summary>The endpoint on which messages are published now: the last chosen endpoint if it is ready, else the bus.</summary>
    internal IPublishEndpoint Endpoint => endpoints.Find(Address) ?? bus;

    private Uri? Address => Volatile.Read(ref _address) is { } taken && endpoints.Find(taken) is not null ? taken : null;

    /// <summary>Switches to the next endpoint after a confirmation has timed out, unless another call has already switched.</summary>
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
