using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>
/// Accepts connections, and interrupts any connection that gets a fault. Refuses all connections while the service is not reachable.
/// </summary>
internal sealed class FaultyListener : IConnectionListener
{
    private const int Backlog = 512;

    private readonly object _gate = new();
    private readonly EmulatedService _service;
    private readonly SocketConnectionContextFactory _contexts;
    private readonly IPEndPoint _endPoint;
    private readonly OpenSockets _open = new();
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _listener;

    // Reserves the port while the service is not reachable: the socket is bound but does not listen, so connections are refused.
    private Socket? _held;
    private bool _isUnbound;

    /// <exception cref="SocketException">The port is in use, or the system does not permit its use.</exception>
    public FaultyListener(EmulatedService service, IPEndPoint endPoint, SocketConnectionContextFactory contexts)
    {
        _service = service;
        _contexts = contexts;
        _listener = Bind(endPoint);
        _listener.Listen(Backlog);
        _endPoint = (IPEndPoint)_listener.LocalEndPoint!;
        service.Reachability.Changed += Follow;
        Follow();
    }

    public EndPoint EndPoint => _endPoint;

    /// <returns>The next connection; null if the listener was unbound.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } socket)
        {
            var fault = _service.BeginConnection();
            if (fault.Break is { } way)
            {
                _ = _open.BreakAsync(socket, fault.Phase, way);
                continue;
            }

            var connection = _contexts.Create(socket);
            _open.Add(socket, connection.ConnectionClosed);
            if (!_service.Reachability.Value)
            {
                _open.ResetAll();   // the service became unreachable after this connection was accepted
            }

            return connection;
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _service.Reachability.Changed -= Follow;
        lock (_gate)
        {
            _isUnbound = true;
            Stop();
            _held?.Dispose();
            _held = null;
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync().ConfigureAwait(false);
        _open.ResetAll();
        _contexts.Dispose();
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            // Rethrows any exception after releasing the socket.
            socket.Dispose();
            throw;
        }
    }

    private async Task<Socket?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket? listener;
            Task change;
            lock (_gate)
            {
                if (_isUnbound)
                {
                    return null;
                }

                (listener, change) = (_listener, _change.Task);
            }

            Socket? socket = null;
            try
            {
                if (listener is not null)
                {
                    socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                    socket.NoDelay = true;
                    return socket;
                }

                await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The client disconnected early, or the listener was stopped. On macOS, NoDelay fails if the client reset the connection.
                socket?.Dispose();
            }
        }
    }

    /// <summary>Listens while the service is reachable; otherwise refuses new connections and resets open ones.</summary>
    private void Follow()
    {
        lock (_gate)
        {
            if (!_isUnbound && _service.Reachability.Value != _listener is not null)
            {
                if (_listener is not null)
                {
                    Stop();
                    _held = Hold();
                }
                else
                {
                    Start(_held ?? Hold());
                }
            }
        }

        if (!_service.Reachability.Value)
        {
            _open.ResetAll();
        }
    }

    // Retries, because a child process that is just starting may briefly hold a copy of the closed listener.
    private Socket Hold()
    {
        for (var (begun, pause) = (Stopwatch.GetTimestamp(), new SpinWait()); ; pause.SpinOnce())
        {
            try
            {
                return Bind(_endPoint);
            }
            catch (SocketException exception) when (
                exception.SocketErrorCode == SocketError.AddressAlreadyInUse && Stopwatch.GetElapsedTime(begun).TotalSeconds < 1)
            {
            }
        }
    }

    private void Start(Socket held)
    {
        held.Listen(Backlog);
        (_listener, _held) = (held, null);
        Change();
    }

    private void Stop()
    {
        _listener?.Dispose();
        _listener = null;
        Change();
    }

    private void Change()
    {
        _change.TrySetResult();
        _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
