using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>Answers the callbacks to one address.</summary>
internal sealed class ModelCallbackEndpoint(
    ModelClient client,
    ModelCallbackOptions options,
    CallbackSignature? signature,
    TimeProvider time,
    CallbackQueue queue,
    ILogger log)
{
    // Enough for more than a hundred new callbacks per second with the default tolerance, in at most fifteen megabytes.
    private const int MostSeen = 100_000;

    private readonly SignatureChecks? _checks = signature is null ? null : new(signature, options, time, log);
    private readonly SeenCallbacks _seen = new(time, options.Tolerance, MostSeen);

    internal async Task AnswerAsync(HttpContext context) =>
        context.Response.StatusCode = await StatusOfAsync(context.Request, context.RequestAborted).ConfigureAwait(false);

    private async Task<int> StatusOfAsync(HttpRequest request, CancellationToken aborted)
    {
        if (await BodyOfAsync(request, aborted).ConfigureAwait(false) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (_checks is not null && await _checks.RefusalAsync(request, body, aborted).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var key = NamedKey.In(request);
        if (client.CallbackIdIn(body) is not { } requestId || key is { IsKey: false })
        {
            return StatusCodes.Status400BadRequest;
        }

        var callback = new TakenCallback(requestId, key?.Key, key is not null && options.Proof?.IsOf(key.Key, key.Proof) == true);
        var signed = signature?.SignedPartOf(request.Headers, body);
        var isTaken = signed is { } part
            ? _seen.IsTaken(part.Span, callback.ProvenKey, () => queue.TryAdd(callback))
            : queue.TryAdd(callback);
        return isTaken ? StatusCodes.Status202Accepted : StatusCodes.Status503ServiceUnavailable;
    }

    private async Task<ReadOnlyMemory<byte>?> BodyOfAsync(HttpRequest request, CancellationToken aborted)
    {
        if (request.ContentLength > options.MaxBodyBytes)
        {
            return null;
        }

        // The server throws for a body above its own limit, by default 30 MB. The loop enforces MaxBodyBytes instead.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server
            && server.MaxRequestBodySize <= options.MaxBodyBytes)
        {
            server.MaxRequestBodySize = null;
        }

        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), aborted).ConfigureAwait(false);
            body.Advance(read);
            if (read == 0 || body.WrittenCount > options.MaxBodyBytes)
            {
                // The literal null would become an empty body, because the type of the other branch is not nullable.
                return read == 0 ? body.WrittenMemory : default(ReadOnlyMemory<byte>?);
            }
        }
    }
}
