namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Stands before a service, and may answer in its place.</summary>
/// <param name="service">The service.</param>
/// <param name="answer">The answer to a request; null to ask the service.</param>
internal sealed class Scripted(HttpMessageHandler service, Func<HttpRequestMessage, Task<HttpResponseMessage?>> answer)
    : DelegatingHandler(service)
{
    internal static HttpResponseMessage Json(string body) =>
        new(System.Net.HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await answer(request) ?? await base.SendAsync(request, cancellationToken);
}
