using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Keeps the endpoints of the bus that take messages now.</summary>
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
            _all[ready.InputAddress] = new PublishEndpoint(ready.ReceiveEndpoint);
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    // An application may connect endpoints and stop them again. One whose connection was lost becomes ready anew.
    public Task Completed(ReceiveEndpointCompleted completed)
    {
        lock (_gate)
        {
            _all.Remove(completed.InputAddress);
        }

        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
