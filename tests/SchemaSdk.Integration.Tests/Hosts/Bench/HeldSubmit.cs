namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Delays the answer to each submit until the test releases it.</summary>
internal sealed class HeldSubmit : DelegatingHandler
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Go() => _go.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Post)
        {
            _reached.TrySetResult();
            await _go.Task.WaitAsync(cancellationToken);
        }

        return response;
    }
}
