using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Keeps the endpoints of the bus that take messages now.</summary>
internal sealed class ReadyEndpoints : IReceiveEndpointObserver
{
    private readonly object _gate = new();
    private readonly Dictionary<Uri, ReadyEndpoint> _all = [];
    private readonly ConditionalWeakTable<ReceiveEndpoint, ConnectHandle> _observed = [];

    /// <summary>The addresses of those by which messages can be published, but for that of the bus itself, which has its channel.</summary>
    internal IReadOnlyList<Uri> But(Uri bus)
    {
        lock (_gate)
        {
            return [.. _all.Keys.Where(address => address != bus)];
        }
    }

    /// <summary>Returns the endpoint of an address; null if it takes no messages now.</summary>
    internal IPublishEndpoint? Find(Uri? address)
    {
        lock (_gate)
        {
            return address is null ? null : _all.GetValueOrDefault(address)?.Publishing;
        }
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        lock (_gate)
        {
            if (_all.GetValueOrDefault(ready.InputAddress)?.Endpoint != ready.ReceiveEndpoint)
            {
                _all[ready.InputAddress] = new(ready.ReceiveEndpoint, new PublishEndpoint(ready.ReceiveEndpoint));
                Observe(ready.ReceiveEndpoint);
            }
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Remove(stopping.InputAddress);

    // One whose connection was lost becomes ready once more.
    public Task Completed(ReceiveEndpointCompleted completed) => Remove(completed.InputAddress);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    // The bus says nothing of an endpoint that an application has connected to it and stops again: only the endpoint does. Once for each
    // endpoint, which becomes ready again whenever its connection comes back.
    private void Observe(IReceiveEndpoint ready)
    {
        if (ready is ReceiveEndpoint endpoint && !_observed.TryGetValue(endpoint, out _))
        {
            _observed.Add(endpoint, endpoint.ConnectReceiveEndpointObserver(this));
        }
    }

    private Task Remove(Uri address)
    {
        lock (_gate)
        {
            _all.Remove(address);
        }

        return Task.CompletedTask;
    }

    /// <summary>One of them, and what publishes by it.</summary>
    private sealed record ReadyEndpoint(IReceiveEndpoint Endpoint, IPublishEndpoint Publishing);
}
