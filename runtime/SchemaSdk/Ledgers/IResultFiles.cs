namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>
    /// Downloads the missing files of an output. Afterwards, each file is durable unless the returned failure says otherwise.
    /// </summary>
    Task<SavedFiles> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);

    /// <summary>Logs the failure of a download, even if no caller waits for it.</summary>
    void Watch(Task saving, string key, string requestId, string modelId);
}

/// <summary>The files of a result that are on this machine.</summary>
/// <param name="Paths">The paths of the files, in the order of their addresses in the output.</param>
/// <param name="Failure">
/// Why other files are missing, or why the names of the saved files may not be durable; null if there is no failure.
/// </param>
/// <param name="Missing">The number of missing files.</param>
/// <param name="IsGone">True if the server answered for each missing file that it is not available.</param>
/// <param name="IsLocal">True if the cause may affect only this machine, such as a full disk.</param>
internal sealed record SavedFiles(IReadOnlyList<string> Paths, Exception? Failure, int Missing, bool IsGone, bool IsLocal);
