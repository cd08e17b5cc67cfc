namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Never answers a poll, and throws when a poll is cancelled.</summary>
internal sealed class ThrowingOnCancel : DelegatingHandler
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            await using var registration = cancellationToken.Register(() => throw new IOException("The disk is full."));
            _reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
