using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Reliability.Tests.Faults.Bench;

/// <summary>A server that nobody may come to: where redirects to another host lead.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Trap() => _listener.Start();

    /// <summary>By name, not by number: another host than the emulator's.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/elsewhere");

    public bool WasVisited => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
