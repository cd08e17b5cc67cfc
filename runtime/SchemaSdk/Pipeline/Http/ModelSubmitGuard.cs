using SchemaSdk.Pipeline.Http;

namespace SchemaSdk;

/// <summary>
/// Sends every submit once. Use it as the innermost handler, directly before the handler with the sockets, under an
/// <see cref="HttpClient"/> that retries or hedges. Requests that are not from a client pass unchanged.
/// </summary>
/// <remarks>
/// <para>
/// Each submit may be charged, and only the client knows when it may be sent again. Retrying handlers, which hosting frameworks add to
/// every <see cref="HttpClient"/>, do not. A second attempt with the same request, or with a copy that has its
/// <see cref="HttpRequestMessage.Options"/> or its header <c>SchemaSdk-Attempt</c>, is not sent. If the service refused the first one
/// for now (429, or 503 with <c>Retry-After</c> in its own form), it gets that answer again, else an <see cref="HttpRequestException"/>.
/// A copy that has neither is not sent at all if a handler makes it during the submit. The guard removes the header.
/// </para>
/// <para>
/// The guard cannot stop handlers after it: if one sends its own copy, both may be charged. If the answer shows that (its
/// <see cref="HttpResponseMessage.RequestMessage"/> is another request), the client does not trust a refusal for now, and treats the
/// submit as unknown. It does the same if a handler before the guard replaces the service's answer with one of another status.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var http = new HttpClient(new RetryingHandler(new ModelSubmitGuard(new SocketsHttpHandler { AllowAutoRedirect = false })));
/// </code>
/// </example>
public sealed class ModelSubmitGuard : DelegatingHandler
{
    /// <summary>
    /// Creates a guard whose <see cref="DelegatingHandler.InnerHandler"/> is set later, for example by a factory of clients.
    /// </summary>
    public ModelSubmitGuard()
    {
    }

    /// <summary>Creates a guard before a handler.</summary>
    /// <param name="innerHandler">The handler with the sockets.</param>
    /// <exception cref="ArgumentNullException"><paramref name="innerHandler"/> is null.</exception>
    public ModelSubmitGuard(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pass = SubmitPass.Of(request);
        if (pass is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!pass.TryUse(this, request))
        {
            return pass.Repeat(request) ?? throw new RepeatedSubmitException();
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await pass.HandleAsync(request, response, cancellationToken).ConfigureAwait(false);
        return response;
    }

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pass = SubmitPass.Of(request);
        if (pass is null)
        {
            return base.Send(request, cancellationToken);
        }

        if (!pass.TryUse(this, request))
        {
            return pass.Repeat(request) ?? throw new RepeatedSubmitException();
        }

        var response = base.Send(request, cancellationToken);
        pass.HandleAsync(request, response, cancellationToken).GetAwaiter().GetResult();
        return response;
    }
}
