using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Connects a ledger to its server, and can lose the answer to a request that the server has carried out.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private volatile byte[]? _fatal;
    private volatile byte[]? _after;
    private volatile bool _isLasting;
    private volatile bool _losesEnd;
    private int _lost;
    private int _era;

    public LossyProxy(string database)
    {
        _server = new(database);
        _listener.Start();
        Database = new NpgsqlConnectionStringBuilder(database)
        {
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,

            // The proxy searches requests for SQL, but a prepared statement sends its SQL only once.
            MaxAutoPrepare = 0,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string Database { get; }

    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Breaks the next connection on which this string is sent, at the first byte of the answer.</summary>
    public void LoseAnswerTo(string text) => _fatal = Encoding.UTF8.GetBytes(text);

    /// <summary>Breaks the next connection on which this string is sent, shortly before the end of the answer.</summary>
    public void LoseEndOfAnswerTo(string text)
    {
        _losesEnd = true;
        LoseAnswerTo(text);
    }

    /// <summary>
    /// Once <paramref name="after"/> has been sent on any connection, breaks every connection on which <paramref name="text"/> is sent.
    /// </summary>
    public void LoseEachAnswerTo(string text, string after)
    {
        _isLasting = true;
        _after = Encoding.UTF8.GetBytes(after);
        LoseAnswerTo(text);
    }

    /// <summary>Stops forwarding on all current connections but leaves them open, as if the host had vanished.</summary>
    public void Silence() => Interlocked.Increment(ref _era);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var wires = new List<Task>();
        try
        {
            while (true)
            {
                wires.Add(ConnectAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The wait was cancelled because the test has ended.
        }

        await Task.WhenAll(wires);
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        using (var broken = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            var (isFatal, era) = (false, Volatile.Read(ref _era));
            await server.ConnectAsync(_server.Host!, _server.Port, broken.Token);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(
                CopyAsync(near, far, sent => Volatile.Write(ref isFatal, Volatile.Read(ref isFatal) || IsFatal(sent))),
                CopyAsync(far, near, answer => Break(Volatile.Read(ref isFatal), near, answer)));
            await broken.CancelAsync();

            async Task CopyAsync(NetworkStream from, NetworkStream to, Action<ReadOnlyMemory<byte>> see)
            {
                try
                {
                    var buffer = new byte[1 << 16];
                    while (await from.ReadAsync(buffer, broken.Token) is > 0 and var count)
                    {
                        await (era == Volatile.Read(ref _era) ? Task.CompletedTask : Task.Delay(Timeout.Infinite, broken.Token));
                        see(buffer.AsMemory(0, count));
                        await to.WriteAsync(buffer.AsMemory(0, count), broken.Token);
                    }
                }
                catch (Exception exception) when (exception is IOException or OperationCanceledException)
                {
                    // The connection was closed or broken, or the test has ended.
                }
            }
        }
    }

    private bool IsFatal(ReadOnlyMemory<byte> sent)
    {
        if (_after is { } after)
        {
            _after = sent.Span.IndexOf(after) >= 0 ? null : after;
            return false;
        }

        return _fatal is { } text && sent.Span.IndexOf(text) >= 0
            && (_isLasting || Interlocked.CompareExchange(ref _fatal, null, text) == text);
    }

    private void Break(bool isFatal, NetworkStream near, ReadOnlyMemory<byte> answer)
    {
        if (isFatal)
        {
            // An answer without its last ten bytes has all rows, but does not say that it is complete.
            near.Write(_losesEnd ? answer.Span[..^10] : default);
            Interlocked.Increment(ref _lost);
            throw new IOException("The wire is broken.");
        }
    }
}
