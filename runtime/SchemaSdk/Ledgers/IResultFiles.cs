namespace SchemaSdk.Ledgers;

internal interface IResultFiles
{
    /// <summary>Downloads the missing files of an output and flushes them to disk. A failure is returned, not thrown.</summary>
    // input: empty if the ledger does not have it. Its addresses are not files of the result, even if the output repeats them.
    Task<SavedFiles> SaveAsync(
        ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> input, string folder, CancellationToken cancellationToken);

    /// <summary>Logs the failure of a download, even if no caller is waiting for it.</summary>
    void Watch(Task saving, string key, string requestId, string modelId);
}

/// <summary>The files of a result that are on this machine.</summary>
// Paths: in the order of their addresses in the output. Failure: why files are missing, or may not survive a power loss.
// IsGone: the server says that each missing file is gone. IsLocal: the cause, such as a full disk, may affect only this machine.
internal sealed record SavedFiles(IReadOnlyList<string> Paths, Exception? Failure, int Missing, bool IsGone, bool IsLocal);
