using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Testing;

/// <summary>Finds unused ports of this machine.</summary>
public static class FreePorts
{
    // All ports stay open until the last one is found, so that they differ.
    public static IReadOnlyList<int> Take(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                listeners.Add(listener);
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
