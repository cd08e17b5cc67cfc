using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Testing;

/// <summary>Finds ports of this machine that nobody uses.</summary>
public static class FreePorts
{
    // All are held until the last one is found, so that they differ.
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
