namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Answers requests with a function. If the function returns null, the service answers.</summary>
internal sealed class Scripted(HttpMessageHandler service, Func<HttpRequestMessage, Task<HttpResponseMessage?>> answer)
    : DelegatingHandler(service)
{
    internal static HttpResponseMessage Json(string body) =>
        new(System.Net.HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await answer(request) ?? await base.SendAsync(request, cancellationToken);
}
