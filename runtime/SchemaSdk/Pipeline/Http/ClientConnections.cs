using SchemaSdk.Pipeline.Connections;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The connections of a client: its own, or those of the application's <see cref="HttpClient"/>.</summary>
internal sealed class ClientConnections
{
    private readonly SocketsHttpHandler? _own;

    // callers: the application's HttpClient, which is not disposed; null if the model client creates its own connections.
    internal ClientConnections(HttpClient? callers, ClientSettings settings)
    {
        _own = callers is null ? OwnHttpClient.CreateHandler(settings.ConnectTimeout, settings.BaseAddress) : null;

        // No timeout, because every attempt has its own.
        Http = callers ?? new HttpClient(_own!) { Timeout = Timeout.InfiniteTimeSpan };
        Sender = _own is null ? Http : new HttpMessageInvoker(_own, disposeHandler: false);
    }

    internal HttpClient Http { get; }

    /// <summary>Sends the calls to the service. With the client's own connections, it avoids the overhead of <see cref="Http"/>.</summary>
    internal HttpMessageInvoker Sender { get; }

    /// <summary>Disposes of the client's own connections once a task has completed.</summary>
    // Disposing of the HttpClient too would cancel requests, and run the callbacks of the cancellation on this thread.
    internal void DisposeAfter(Task last) => last.ContinueWith(
        _ => _own?.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
