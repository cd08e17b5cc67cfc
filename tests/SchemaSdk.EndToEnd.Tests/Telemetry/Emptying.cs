namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Gives every result under another name.</summary>
internal sealed class Emptying : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Content = new StringContent(body.Replace("\"output\"", "\"outcome\"", StringComparison.Ordinal));
        return response;
    }
}
