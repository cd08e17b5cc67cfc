using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Kestrel's sockets, accepted by a listener of our own.</summary>
internal sealed class FaultyTransport(EmulatedService service) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        // Without a buffer, what was written has left when the write returns: a reset after it takes nothing back.
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
