namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Delays the answers to some requests, or the failures of those requests, until the test releases them.</summary>
/// <param name="isHeld">True for each request whose answer is delayed; null to delay the answer to each submit.</param>
internal class HeldAnswers(Func<HttpRequestMessage, bool>? isHeld = null) : DelegatingHandler
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Go() => _go.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            if (isHeld?.Invoke(request) ?? request.Method == HttpMethod.Post)
            {
                _reached.TrySetResult();
                await _go.Task.WaitAsync(cancellationToken);
            }
        }
    }
}
