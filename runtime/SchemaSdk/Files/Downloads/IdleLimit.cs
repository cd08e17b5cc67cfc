using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Line;

namespace SchemaSdk.Files.Downloads;

/// <summary>
/// Ends a download if no data arrives for <see cref="ModelTimeouts.Read"/>, the caller cancels it, or the client is disposed.
/// </summary>
internal sealed class IdleLimit : IDisposable
{
    private readonly ClientStop _client;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _end;
    private readonly TimeSpan _limit;

    internal IdleLimit(ClientSettings settings, ClientStop client, CancellationToken cancellationToken)
    {
        (_client, _caller) = (client, cancellationToken);
        _limit = settings.ReadTimeout;
        _idle = new CancellationTokenSource(_limit, settings.Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _idle.Token);
        _end = client.EndWithClient(_stop);
    }

    internal TimeSpan Limit => _limit;

    internal CancellationToken Token => _stop.Token;

    /// <summary>True if the caller cancelled the download, or the client is disposed.</summary>
    internal bool IsStopped => _caller.IsCancellationRequested || _client.IsDisposed;

    /// <summary>Stops the timer during work that does not depend on the network.</summary>
    internal CancellationToken Stop()
    {
        _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        return _stop.Token;
    }

    /// <summary>Starts the timer again.</summary>
    internal CancellationToken Start()
    {
        _idle.CancelAfter(_limit);
        return _stop.Token;
    }

    public void Dispose()
    {
        _end.Dispose();
        _stop.Dispose();
        _idle.Dispose();
    }
}
