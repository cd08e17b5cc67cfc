using System.Net.Sockets;

namespace SchemaSdk.Tests.Bench;

/// <summary>A server on this machine that reads each request, answers with bytes from the test, and closes the connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;

    public LoopbackServer(Func<string, byte[]> answer)
    {
        _listener.Start();
        _ = ServeAsync(answer);
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Requests => _requests;

    /// <summary>An address on which no server listens.</summary>
    public static Uri Closed()
    {
        using var server = new LoopbackServer(_ => []);
        return server.Address;
    }

    public static byte[] Http(string head, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Func<string, byte[]> answer)
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                var stream = connection.GetStream();
                var request = await ReadAsync(stream);
                Interlocked.Increment(ref _requests);
                await stream.WriteAsync(answer(request));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
            var request = text.ToString();
            if (request.StartsWith("GET", StringComparison.Ordinal)
                ? request.EndsWith("\r\n\r\n", StringComparison.Ordinal)
                : request.EndsWith('}'))
            {
                break;
            }
        }

        return text.ToString();
    }
}
