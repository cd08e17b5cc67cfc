using System.Collections.Concurrent;
using System.Net.Sockets;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Tracks the open connections of a listener.</summary>
internal sealed class OpenSockets
{
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();

    /// <summary>Tracks a socket until it is closed.</summary>
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

    /// <summary>Interrupts a connection before any request is read from it.</summary>
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
                    return; // stays open until ResetAll
                case FaultBreak.Close:
                    socket.Shutdown(SocketShutdown.Send);
                    while (await socket.ReceiveAsync(buffer).ConfigureAwait(false) > 0)
                    {
                        // Closing a socket with unread data would reset the connection, so discard the data first.
                    }

                    break;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client closed the connection first, or the emulator was disposed.
        }

        _sockets.TryRemove(socket, out _);
        Sockets.Reset(socket);
    }
}
