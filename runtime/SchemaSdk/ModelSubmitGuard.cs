using SchemaSdk.Http;

namespace SchemaSdk;

/// <summary>
/// Keeps handlers in front of it from sending a submit twice: put it innermost, right before the handler with the sockets, under an
/// <see cref="HttpClient"/> that retries or hedges. Everything else passes.
/// </summary>
/// <remarks>
/// <para>
/// Each submit may be billed, and the client alone knows when it may be sent again. Retrying handlers, as hosting frameworks put them
/// in front of every <see cref="HttpClient"/>, do not. A second attempt with the same request, or with a copy that has its
/// <see cref="HttpRequestMessage.Options"/>, is not sent: where the service said "not now" (429, or 503 with <c>Retry-After</c> in its own words) it gets
/// that answer again, else an <see cref="HttpRequestException"/>.
/// </para>
/// <para>A copy without the options cannot be told from a submit of its own, and may be billed.</para>
/// </remarks>
/// <example>
/// <code>
/// var http = new HttpClient(new RetryingHandler(new ModelSubmitGuard(new SocketsHttpHandler { AllowAutoRedirect = false })));
/// </code>
/// </example>
public sealed class ModelSubmitGuard : DelegatingHandler
{
    /// <summary>Makes one whose <see cref="DelegatingHandler.InnerHandler"/> is set later, as by a factory of clients.</summary>
    public ModelSubmitGuard()
    {
    }

    /// <summary>Makes one in front of a handler.</summary>
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
        if (!request.Options.TryGetValue(SubmitPass.Key, out var pass))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!pass.TryUse(this, request))
        {
            return pass.Repeat(request) ?? throw new RepeatedSubmitException();
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await pass.HeedAsync(response, cancellationToken).ConfigureAwait(false);
        return response;
    }

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Options.TryGetValue(SubmitPass.Key, out var pass))
        {
            return base.Send(request, cancellationToken);
        }

        if (!pass.TryUse(this, request))
        {
            return pass.Repeat(request) ?? throw new RepeatedSubmitException();
        }

        var response = base.Send(request, cancellationToken);
        pass.HeedAsync(response, cancellationToken).GetAwaiter().GetResult();
        return response;
    }
}
