using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Makes Kestrel accept connections through a <see cref="FaultyListener"/>.</summary>
internal sealed class FaultyTransport(EmulatedService service) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        // Without a buffer, a write returns only when the data has been sent, so a later reset cannot discard it.
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
        catch (SocketException exception)
        {
            // For example, only privileged users may use ports below 1024, and Windows reserves ranges of ports.
            contexts.Dispose();
            throw new IOException($"Failed to bind to address {endpoint}: {exception.Message}", exception);
        }
    }
}
