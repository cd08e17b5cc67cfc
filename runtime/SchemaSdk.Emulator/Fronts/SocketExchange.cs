using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>A request that comes through a socket.</summary>
internal sealed class SocketExchange(HttpContext context, EmulatedService service) : Exchange, IDisposable
{
    private const int BufferBytes = 80 << 10;

    private readonly MemoryStream _body = new();

    public override string Method => context.Request.Method;

    public override string Target => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public override string? Header(string name) => context.Request.Headers[name];

    public override void EndConnection() => context.Response.Headers.Connection = "close";

    public override async Task ReadHalfAsync()
    {
        var buffer = new byte[BufferBytes];
        for (var left = (context.Request.ContentLength ?? 0) / 2; left > 0;)
        {
            var count = await context.Request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, BufferBytes)), context.RequestAborted)
                .ConfigureAwait(false);
            left = count == 0 ? 0 : left - count;
        }
    }

    public override async Task<byte[]> ReadAsync()
    {
        await context.Request.Body.CopyToAsync(_body, context.RequestAborted).ConfigureAwait(false);
        return _body.ToArray();
    }

    public override async Task SendAsync(ServiceAnswer answer)
    {
        Begin(answer);
        if (answer.Parts is not null)
        {
            await foreach (var part in answer.Parts(context.RequestAborted).ConfigureAwait(false))
            {
                await SendAsync(part).ConfigureAwait(false);
            }
        }
        else if (!HttpMethods.IsHead(Method))
        {
            await SendAsync(answer.Body).ConfigureAwait(false);
        }
    }

    public override async Task SendHalfAsync(ServiceAnswer answer)
    {
        Begin(answer);
        await SendAsync(await answer.FirstHalfAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    public override async Task DripAsync(ServiceAnswer answer, Func<CancellationToken, Task> pause)
    {
        if (answer.Parts is not null)
        {
            await SendAsync(answer).ConfigureAwait(false);
            return;
        }

        Begin(answer);
        for (var sent = 0; sent < answer.Body.Length; sent++)
        {
            await SendAsync(answer.Body.Slice(sent, 1)).ConfigureAwait(false);
            await pause(context.RequestAborted).ConfigureAwait(false);
        }
    }

    public override async Task BreakAsync(FaultBreak way)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        switch (way)
        {
            case FaultBreak.Reset:
                Sockets.Reset(socket);
                break;
            case FaultBreak.Close:
                socket.Shutdown(SocketShutdown.Send);

                // Closing a socket with unread data would reset the connection, so read the rest first.
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
                await ClientLeavesAsync().ConfigureAwait(false);
                break;
            case FaultBreak.Hang:
                await ClientLeavesAsync().ConfigureAwait(false);
                break;
        }

        context.Abort();
    }

    public void Dispose() => _body.Dispose();

    private async Task ClientLeavesAsync() =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Begin(ServiceAnswer answer)
    {
        context.Response.StatusCode = answer.StatusCode;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Parts is null && answer.StatusCode != 204 ? answer.Body.Length : null;

        // Without this header, Kestrel would write the system time.
        context.Response.Headers.Date = HeaderUtilities.FormatDate(service.Now);
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        // Some statuses do not allow a body, not even an empty one.
        if (bytes.Length > 0)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
