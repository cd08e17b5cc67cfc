namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Fails each request before it is sent, while <see cref="Failure"/> is set.</summary>
internal sealed class UnreachableService : DelegatingHandler
{
    public HttpRequestError? Failure { get; set; } = HttpRequestError.ConnectionError;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Failure is { } error ? throw new HttpRequestException(error, $"{error}") : base.SendAsync(request, cancellationToken);
}
