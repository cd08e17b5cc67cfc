namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Renames the member <c>output</c> in every result, so the client cannot find it.</summary>
internal sealed class RenamingOutput : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Content = new StringContent(body.Replace("\"output\"", "\"outcome\"", StringComparison.Ordinal));
        return response;
    }
}
