namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>While <see cref="Failure"/> is set, fails each request before it is sent.</summary>
internal sealed class UnreachableService : DelegatingHandler
{
    public HttpRequestError? Failure { get; set; } = HttpRequestError.ConnectionError;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Failure is { } error ? throw new HttpRequestException(error, $"{error}") : base.SendAsync(request, cancellationToken);
}
