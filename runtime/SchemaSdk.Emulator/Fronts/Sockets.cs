using System.Net.Sockets;

namespace SchemaSdk.Emulation.Fronts;

internal static class Sockets
{
    /// <summary>Resets a connection (RST), even while data is in transit.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client closed the connection first.
        }

        socket.Close();
    }
}
