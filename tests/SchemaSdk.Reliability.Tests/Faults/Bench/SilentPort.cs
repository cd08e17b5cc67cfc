using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Reliability.Tests.Faults.Bench;

/// <summary>
/// A port that never answers a connection attempt, because its backlog is full. Works only on Linux; other systems refuse the connection.
/// </summary>
internal sealed class SilentPort : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    public SilentPort()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (var place = 0; place < 4; place++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _queue.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // This is expected, because a non-blocking socket connects in the background.
            }
        }
    }

    public static bool IsSupported => OperatingSystem.IsLinux();

    public Uri Address => new($"http://{_listener.LocalEndPoint}/");

    public void Dispose()
    {
        _queue.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
