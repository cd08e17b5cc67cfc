using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>The sockets of Kestrel, accepted by our own listener.</summary>
internal sealed class FaultyTransport(EmulatedService service) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        // Without a buffer, data is sent when the write returns, so a later reset does not discard it.
        var options = new SocketConnectionFactoryOptions { MaxWriteBufferSize = 1 };
        var contexts = new SocketConnectionContextFactory(options, NullLogger.Instance);
        try
        {
            return ValueTask.FromResult<IConnectionListener>(new FaultyListener(service, (IPEndPoint)endpoint, contexts));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            contexts.Dispose();
            throw new AddressInUseException(exception.Message, exception);
        }
    }
}
