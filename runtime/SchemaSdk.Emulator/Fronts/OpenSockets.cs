using System.Collections.Concurrent;
using System.Net.Sockets;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>The connections of a listener.</summary>
internal sealed class OpenSockets
{
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();

    /// <summary>Keeps it until it is closed.</summary>
    public void Add(Socket socket, CancellationToken closed)
    {
        _sockets.TryAdd(socket, true);
        closed.Register(() => _sockets.TryRemove(socket, out _));
    }

    public void ResetAll()
    {
        foreach (var socket in _sockets.Keys)
        {
            _sockets.TryRemove(socket, out _);
            Sockets.Reset(socket);
        }
    }

    /// <summary>Breaks a connection that nobody has read from.</summary>
    public async Task BreakAsync(Socket socket, FaultPhase phase, FaultBreak way)
    {
        _sockets.TryAdd(socket, true);
        try
        {
            var buffer = new byte[1024];
            if (phase == FaultPhase.Handshake)
            {
                await socket.ReceiveAsync(buffer).ConfigureAwait(false);
            }

            switch (way)
            {
                case FaultBreak.Hang:
                    return; // until all are reset
                case FaultBreak.Close:
                    socket.Shutdown(SocketShutdown.Send);
                    while (await socket.ReceiveAsync(buffer).ConfigureAwait(false) > 0)
                    {
                        // What the client still sends is taken: closing on it would make a reset of it.
                    }

                    break;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client was quicker, or the emulator is disposed.
        }

        _sockets.TryRemove(socket, out _);
        Sockets.Reset(socket);
    }
}
