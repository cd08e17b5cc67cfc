using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>The endpoints that are ready for messages, on all buses in the container.</summary>
internal sealed class ReadyEndpoints : IReceiveEndpointObserver
{
    private readonly object _gate = new();
    private readonly Dictionary<Uri, ReadyEndpoint> _all = [];
    private readonly ConditionalWeakTable<ReceiveEndpoint, ConnectHandle> _observed = [];

    /// <summary>
    /// Returns the addresses of the ready endpoints on the broker and the virtual host of the bus. Omits the endpoint of the bus itself,
    /// because it uses the same channel as the bus.
    /// </summary>
    internal IReadOnlyList<Uri> But(Uri bus)
    {
        lock (_gate)
        {
            // Messages published on another virtual host would not reach the subscribers of this bus.
            return [.. _all.Keys.Where(address => address != bus && new Uri(address, ".") == new Uri(bus, "."))];
        }
    }

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

    // If the endpoint has only lost its connection, it becomes ready again later, and Ready adds it again.
    public Task Completed(ReceiveEndpointCompleted completed) => Remove(completed.InputAddress);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    // Observes the endpoint itself, because the bus does not report the stop of an endpoint that was connected to the running bus.
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

    /// <summary>A ready endpoint, with its publishing interface.</summary>
    private sealed record ReadyEndpoint(IReceiveEndpoint Endpoint, IPublishEndpoint Publishing);
}
