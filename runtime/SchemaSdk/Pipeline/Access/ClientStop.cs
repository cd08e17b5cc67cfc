namespace SchemaSdk.Pipeline.Access;

/// <summary>Ends the calls of a client when the client is disposed.</summary>
internal sealed class ClientStop(ILogger log)
{
    // Never disposed, because it has neither a timer nor a handle.
    private readonly CancellationTokenSource _disposed = new();

    internal CancellationToken Disposed => _disposed.Token;

    internal bool IsDisposed => Disposed.IsCancellationRequested;

    internal void End() => _disposed.Cancel();

    // CancelAside, because the application's code must not delay Dispose or the cancellation of other calls.
    internal CancellationTokenRegistration EndWithClient(CancellationTokenSource call) =>
        Disposed.UnsafeRegister(ending => CancelAside((CancellationTokenSource)ending!), call);

    /// <summary>Cancels on another thread, so that the application's handlers do not run within the call that cancels.</summary>
    internal void CancelAside(CancellationTokenSource source) => source.CancelAsync().ContinueWith(
        failed => Log.CallbackThrew(log, key: null, failed.Exception!.InnerException!.GetType().Name),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
