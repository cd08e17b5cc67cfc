namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>Downloads the missing files of an output. Then each file is durable, unless the failure says otherwise.</summary>
    Task<SavedFiles> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);

    /// <summary>Logs a failed download, whether or not a caller waits for it.</summary>
    void Watch(Task saving, string key, string requestId, string modelId);
}

/// <summary>The files of a result that are on this machine.</summary>
/// <param name="Paths">Their paths, in the order of the addresses.</param>
/// <param name="Failure">Why others are missing, or why the names of these may not be durable; null if there is no problem.</param>
/// <param name="Missing">The number of missing files.</param>
/// <param name="IsGone">True if the server says of each missing file that it is not available.</param>
/// <param name="IsLocal">True if the reason may concern only this machine, such as a full disk.</param>
internal sealed record SavedFiles(IReadOnlyList<string> Paths, Exception? Failure, int Missing, bool IsGone, bool IsLocal);
