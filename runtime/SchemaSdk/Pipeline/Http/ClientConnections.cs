using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Connections;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The connections of a client: an <see cref="HttpClient"/> of the application, or its own.</summary>
internal sealed class ClientConnections
{
    private readonly SocketsHttpHandler? _own;

    /// <param name="callers">The application's, which is not disposed; null: connections of its own.</param>
    /// <param name="settings">How long its own may take to connect, and to where.</param>
    internal ClientConnections(HttpClient? callers, ClientSettings settings)
    {
        _own = callers is null ? OwnHttpClient.CreateHandler(settings.ConnectTimeout, settings.BaseAddress) : null;
        Http = callers ?? OwnHttpClient.Create(_own!);
        Sender = _own is null ? Http : new HttpMessageInvoker(_own, disposeHandler: false);
    }

    internal HttpClient Http { get; }

    /// <summary>
    /// Sends calls of the service: of its own connections without what an <see cref="HttpClient"/> does for each request.
    /// </summary>
    internal HttpMessageInvoker Sender { get; }

    /// <summary>Disposes of what is its own.</summary>
    /// <param name="last">Ends when nothing is sent any more whose answer matters.</param>
    // The HttpClient has nothing to dispose of but its handler: it would end downloads on this thread, and whatever follows them.
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
