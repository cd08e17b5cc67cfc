namespace SchemaSdk;

/// <summary>
/// A handler that sends each submit only once. All requests except a client's submits pass unchanged. In an <see cref="HttpClient"/> with
/// handlers that retry or hedge, place the guard after those handlers, directly before the handler that opens the connections.
/// </summary>
/// <remarks>
/// <para>
/// Each submit may be charged, and only the client knows when it may be sent again. A hosting framework may equip every
/// <see cref="HttpClient"/> with handlers that retry, unaware of this. The guard does not send a submit twice: neither the same request,
/// nor a copy that has its <see cref="HttpRequestMessage.Options"/> or its <c>SchemaSdk-Attempt</c> header. If the service temporarily
/// refused the first attempt (429, or 503 with <c>Retry-After</c> in the service's own error format), the second attempt gets the same
/// answer; otherwise it fails with an <see cref="HttpRequestException"/>. A copy without the options and the header is not sent at all if a
/// handler makes it during the submit. The guard removes the header from the request that it sends.
/// </para>
/// <para>
/// The guard cannot stop handlers after it: if one of them sends a copy of a submit, both the submit and the copy may be charged. If the
/// answer reveals this, because its <see cref="HttpResponseMessage.RequestMessage"/> is another request, the client does not trust a
/// refusal, and treats the submit as unknown. The client does the same if a handler before the guard replaces the service's answer with
/// one that has another status.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var http = new HttpClient(new RetryingHandler(new ModelSubmitGuard(new SocketsHttpHandler { AllowAutoRedirect = false })));
/// </code>
/// </example>
public sealed class ModelSubmitGuard : DelegatingHandler
{
    /// <summary>Creates a guard without an inner handler, which is set later, for example by an <c>IHttpClientFactory</c>.</summary>
    public ModelSubmitGuard()
    {
    }

    /// <summary>Creates a guard in front of a handler.</summary>
    /// <param name="innerHandler">The handler that opens the connections, such as a <see cref="SocketsHttpHandler"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="innerHandler"/> is null.</exception>
    public ModelSubmitGuard(HttpMessageHandler innerHandler) : base(innerHandler) { }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        PassAsync(request, () => base.SendAsync(request, cancellationToken), cancellationToken);

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        PassAsync(request, () => Task.FromResult(base.Send(request, cancellationToken)), cancellationToken).GetAwaiter().GetResult();

    private async Task<HttpResponseMessage> PassAsync(
        HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pass = SubmitPass.Of(request);
        if (pass?.TryUse(this, request) == false)
        {
            return pass.Repeat(request) ?? throw new RepeatedSubmitException();
        }

        try
        {
            var response = await send().ConfigureAwait(false);
            await (pass?.HandleAsync(request, response, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            return response;
        }
        catch (Exception exception) when (pass is not null)
        {
            pass.Fail(wasSent: InnerHandler is not SocketsHttpHandler { AllowAutoRedirect: false }
                || !new ApiAttempt { Failure = ApiExchange.FailureOf(exception), Cause = exception }.CannotSend);
            throw;
        }
    }
}
