using System.Net.Sockets;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>The ends of a connection.</summary>
internal static class Sockets
{
    /// <summary>Ends it with RST, even while data is under way.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client was quicker.
        }

        socket.Close();
    }
}
