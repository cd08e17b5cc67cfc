using SchemaSdk.Emulation.Fronts;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Turns HTTP requests into the requests that a protocol reads, and the protocol's answers into HTTP responses.</summary>
internal static class PlayedExchange
{
    /// <param name="request">The request.</param>
    /// <param name="baseAddress">The base address of the client. Its path is removed from the path of the request.</param>
    /// <param name="body">The body; empty if it is not needed.</param>
    public static ServiceRequest Read(HttpRequestMessage request, Uri baseAddress, ReadOnlyMemory<byte> body)
    {
        var (target, root) = (request.RequestUri!.PathAndQuery, baseAddress.AbsolutePath.TrimEnd('/'));
        var exchange = new HandlerExchange(request, CancellationToken.None);
        return new ServiceRequest(
            exchange.Method,
            root.Length > 0 && target.StartsWith(root + "/", StringComparison.Ordinal) ? target[root.Length..] : target,
            exchange.Header,
            body.ToArray());
    }

    public static Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request, ServiceAnswer answer, CancellationToken cancellationToken)
    {
        var exchange = new HandlerExchange(request, cancellationToken);
        _ = SendAsync(exchange, answer);
        return exchange.Response;
    }

    // Runs in the background, because the body may still be sent after the response was returned.
    private static async Task SendAsync(HandlerExchange exchange, ServiceAnswer answer)
    {
        try
        {
            await exchange.SendAsync(answer).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // No code awaits this task. The exception goes to the reader of the response.
            exchange.Fail(exception);
        }
    }
}
