using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Connections;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The connections of a client: an <see cref="HttpClient"/> of the application, or its own.</summary>
internal sealed class ClientConnections
{
    private readonly SocketsHttpHandler? _own;

    /// <param name="callers">The application's client, which is not disposed; null: the client creates its own connections.</param>
    /// <param name="settings">The connect timeout and the address of its own connections.</param>
    internal ClientConnections(HttpClient? callers, ClientSettings settings)
    {
        _own = callers is null ? OwnHttpClient.CreateHandler(settings.ConnectTimeout, settings.BaseAddress) : null;
        Http = callers ?? OwnHttpClient.Create(_own!);
        Sender = _own is null ? Http : new HttpMessageInvoker(_own, disposeHandler: false);
    }

    internal HttpClient Http { get; }

    /// <summary>
    /// Sends calls of the service. On its own connections, it skips what an <see cref="HttpClient"/> does for each request.
    /// </summary>
    internal HttpMessageInvoker Sender { get; }

    /// <summary>Disposes of the client's own connections.</summary>
    /// <param name="last">Completes when the last request has ended whose answer matters.</param>
    // The HttpClient is not disposed: it has only its handler, and disposing it would run the ends of downloads on this thread.
    internal void DisposeAfter(Task last)
    {
        if (_own is not null)
        {
            _ = last.ContinueWith(
                static (_, own) => ((SocketsHttpHandler)own!).Dispose(),
                _own,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
