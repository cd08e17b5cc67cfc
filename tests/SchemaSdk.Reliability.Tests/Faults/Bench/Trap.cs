using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Reliability.Tests.Faults.Bench;

/// <summary>The target of redirects: a server that the client must not call.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Trap() => _listener.Start();

    /// <summary>An address with a host name instead of an IP address, so that its host differs from the emulator's.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/elsewhere");

    public bool WasVisited => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
