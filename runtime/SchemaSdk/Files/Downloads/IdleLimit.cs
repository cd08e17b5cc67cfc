using SchemaSdk.Client.Errors;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Line;

namespace SchemaSdk.Files.Downloads;

/// <summary>Ends a download if no data arrives within the read timeout, the caller cancels, or the client is disposed.</summary>
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
        (_client, _caller, _limit) = (client, cancellationToken, settings.ReadTimeout);
        _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, settings.Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _idle.Token);
        _end = client.EndWithClient(_stop);
    }

    internal CancellationToken Token => _stop.Token;

    /// <summary>Runs a step that waits for the server. The limit applies only during such a step.</summary>
    /// <exception cref="DownloadBreakException">The step failed, and the download may be continued.</exception>
    internal async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        try
        {
            // Handlers of the application may ignore the cancellation token, so the wait observes it too.
            _idle.CancelAfter(_limit);
            return await step(Token).WaitAsync(Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            throw new DownloadBreakException(
                exception is OperationCanceledException
                    ? $"no data arrived for {ErrorText.Seconds(_limit)}"
                    : ErrorText.Cut(exception.Message).TrimEnd('.'),
                exception);
        }
        finally
        {
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _stop.Dispose();
        _idle.Dispose();
    }

    // Any exception except a cancellation can interrupt a download: .NET also throws SocketException and, during decompression,
    // InvalidDataException, and handlers of the application may throw anything. A handler of SchemaSdk says whether continuing would help.
    private bool IsBreak(Exception exception) =>
        (exception is not OperationCanceledException || !(_caller.IsCancellationRequested || _client.IsDisposed))
        && exception is not ModelException { IsVeto: true };
}

/// <summary>A download was interrupted and may be continued.</summary>
internal sealed class DownloadBreakException(string why, Exception? inner = null) : Exception(why, inner)
{
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers of the answer that interrupted the download; null if no answer did.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    /// <summary>The cause to show to the application, to which this internal type would mean nothing.</summary>
    internal static Exception? Shown(Exception? cause) => cause is DownloadBreakException ? cause.InnerException : cause;
}
