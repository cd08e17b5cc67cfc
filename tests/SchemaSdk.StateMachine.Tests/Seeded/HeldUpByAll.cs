namespace SchemaSdk.StateMachine.Tests.Seeded;

/// <summary>Reads nothing any more once the service has asked to wait with one job.</summary>
internal sealed class HeldUpByAll(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    private volatile bool _isHeld;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_isHeld && request.Method == HttpMethod.Get)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        _isHeld |= request.Method == HttpMethod.Get && response.Headers.RetryAfter is not null;
        return response;
    }
}
