namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Delays the reads of all jobs when the service asks for a delay for one job.</summary>
internal sealed class HeldUpByAll(HttpMessageHandler transport, TimeProvider time) : DelegatingHandler(transport)
{
    private DateTimeOffset _end;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get && _end - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Method == HttpMethod.Get && response.Headers.RetryAfter?.Delta is { } asked)
        {
            _end = time.GetUtcNow() + asked;
        }

        return response;
    }
}
