namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Replaces a text in the answers to calls whose path starts as given.</summary>
internal sealed class RewrittenAnswers(HttpMessageHandler service, string path, string text, string other) : DelegatingHandler(service)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal))
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            response.Content = new StringContent(body.Replace(text, other, StringComparison.Ordinal));
        }

        return response;
    }
}
