namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>While <see cref="Failure"/> is set, fails each request before it is sent.</summary>
internal sealed class UnreachableService : DelegatingHandler
{
    private int _waiting;

    public HttpRequestError? Failure { get; set; } = HttpRequestError.ConnectionError;

    /// <summary>True if each request fails as if no connection was opened in time.</summary>
    public bool IsTooSlow { get; set; }

    /// <summary>Requests wait for this task before they fail.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public int Waiting => Volatile.Read(ref _waiting);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsTooSlow)
        {
            throw new TaskCanceledException("too slow", new TimeoutException());
        }

        if (Failure is not { } error)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _waiting);
        await Held.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _waiting);
        throw new HttpRequestException(error, $"{error}");
    }
}
