namespace SchemaSdk.Files.Downloads;

/// <summary>The destination of a download.</summary>
internal abstract class DownloadTarget : IDisposable
{
    /// <summary>The number of bytes written so far.</summary>
    internal long Written { get; private set; }

    /// <summary>True if the destination can be rewound to its start.</summary>
    internal abstract bool CanRestart { get; }

    /// <summary>Opens the destination, before the first write.</summary>
    internal void Open() => Guard(OpenCore);

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await WriteCoreAsync(bytes, cancellationToken).ConfigureAwait(false);
            Written += bytes.Length;
        }
        catch (Exception exception) when (DestinationException.Is(exception))
        {
            throw new DestinationException(exception);
        }
    }

    /// <summary>Rewinds the destination to its start and discards what was written.</summary>
    internal void Restart()
    {
        Guard(RestartCore);
        Written = 0;
    }

    /// <summary>Completes the file.</summary>
    /// <returns>The path of the file; empty if the destination has none.</returns>
    internal async ValueTask<string> FinishAsync(string name)
    {
        try
        {
            return await FinishCoreAsync(name).ConfigureAwait(false);
        }
        catch (Exception exception) when (DestinationException.Is(exception))
        {
            throw new DestinationException(exception);
        }
    }

    public virtual void Dispose()
    {
    }

    private protected abstract void OpenCore();

    private protected abstract ValueTask WriteCoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    private protected abstract void RestartCore();

    private protected abstract ValueTask<string> FinishCoreAsync(string name);

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (DestinationException.Is(exception))
        {
            throw new DestinationException(exception);
        }
    }
}
