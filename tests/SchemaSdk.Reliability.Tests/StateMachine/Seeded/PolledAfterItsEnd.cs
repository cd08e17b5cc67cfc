namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Reads a job once more, a second after its result was read.</summary>
internal sealed class PolledAfterItsEnd(HttpMessageHandler transport, TimeProvider time) : DelegatingHandler(transport)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal))
        {
            _ = PollAgainAsync(request.RequestUri);
        }

        return response;
    }

    private async Task PollAgainAsync(Uri address)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await base.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
    }
}
