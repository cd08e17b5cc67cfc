using SchemaSdk.Pipeline.Http;

namespace SchemaSdk;

/// <summary>
/// Lets every submit out once: put it innermost, right before the handler with the sockets, under an <see cref="HttpClient"/> that retries
/// or hedges. A request that no client made passes.
/// </summary>
/// <remarks>
/// <para>
/// Each submit may be billed, and the client alone knows when it may be sent again. Retrying handlers, as hosting frameworks put them
/// in front of every <see cref="HttpClient"/>, do not. A second attempt with the same request, or with a copy that has its
/// <see cref="HttpRequestMessage.Options"/> or its header <c>SchemaSdk-Attempt</c>, is not sent: where the service said "not now" (429, or
/// 503 with <c>Retry-After</c> in its own words) it gets that answer again, else an <see cref="HttpRequestException"/>. A copy that has
/// neither is not sent at all if a handler makes it in the course of the submit. The header never gets past the guard.
/// </para>
/// <para>
/// What handlers behind the guard do, it cannot stop: one that sends a copy of its own may be billed twice. As far as the answer tells
/// (its <see cref="HttpResponseMessage.RequestMessage"/> is another), the client then takes no "not now" from it, and calls the submit
/// unknown. So it does where a handler in front of the guard answers by itself, with another status, what the guard has let out.
/// </para>
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
        await pass.HeedAsync(request, response, cancellationToken).ConfigureAwait(false);
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
        pass.HeedAsync(request, response, cancellationToken).GetAwaiter().GetResult();
        return response;
    }
}
