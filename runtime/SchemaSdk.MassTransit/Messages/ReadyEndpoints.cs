using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Keeps the endpoints of the bus that have taken messages.</summary>
internal sealed class ReadyEndpoints : IReceiveEndpointObserver
{
    private readonly object _gate = new();
    private readonly Dictionary<Uri, IPublishEndpoint> _all = [];

    /// <summary>Those by which messages can be published, but for the one of the bus itself, which has the channel of the bus.</summary>
    internal IReadOnlyList<IPublishEndpoint> But(Uri bus)
    {
        lock (_gate)
        {
            return [.. _all.Where(endpoint => endpoint.Key != bus).Select(endpoint => endpoint.Value)];
        }
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        lock (_gate)
        {
            // It is told again for each new connection.
            _all.TryAdd(ready.InputAddress, new PublishEndpoint(ready.ReceiveEndpoint));
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
