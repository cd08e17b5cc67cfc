using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Pipeline.Line;

/// <summary>Ends what the calls of a client do when the client is disposed.</summary>
internal sealed class ClientStop
{
    private readonly ILogger _log;

    // Never disposed: it has neither a timer nor a handle.
    private readonly CancellationTokenSource _disposed = new();

    internal ClientStop(ILogger log)
    {
        _log = log;
        Disposed = _disposed.Token;
    }

    /// <summary>Cancelled when the client is disposed.</summary>
    internal CancellationToken Disposed { get; }

    internal bool IsDisposed => Disposed.IsCancellationRequested;

    /// <summary>The client is disposed.</summary>
    internal void End() => _disposed.Cancel();

    /// <summary>Cancels a call when the client is disposed.</summary>
    /// <returns>Ends that.</returns>
    // Each call on a thread of its own: what the application does then cannot hold up or break Dispose, nor the end of another call.
    internal CancellationTokenRegistration EndWithClient(CancellationTokenSource call) => Disposed.UnsafeRegister(
        static state =>
        {
            var (stop, call) = ((ClientStop, CancellationTokenSource))state!;
            stop.CancelAside(call);
        },
        (this, call));

    /// <summary>Cancels on another thread: the handlers of the application that then run are not part of the call that cancels.</summary>
    internal void CancelAside(CancellationTokenSource source) => source.CancelAsync().ContinueWith(
        static (failed, log) => Log.CallbackThrew((ILogger)log!, failed.Exception!.InnerException!.GetType().Name),
        _log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
