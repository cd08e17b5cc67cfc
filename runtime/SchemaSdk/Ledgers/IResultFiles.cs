namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>Downloads the files of an output that are not there yet. Each is durable then, unless the failure says otherwise.</summary>
    Task<SavedFiles> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);

    /// <summary>Logs it if files could not be downloaded, whether or not a caller waits for that.</summary>
    void Watch(Task saving, string key, string requestId, string modelId);
}

/// <summary>The files of a result that are on this machine.</summary>
/// <param name="Paths">Their paths, in the order of the addresses.</param>
/// <param name="Failure">The reason for which others are not, or for which the names of these may not last; null: all is well.</param>
/// <param name="Missing">The number of the others.</param>
/// <param name="IsGone">True if the server says of each of the others that it is not there.</param>
/// <param name="IsLocal">True if the reason may be one of this machine alone, such as a full disk.</param>
internal sealed record SavedFiles(IReadOnlyList<string> Paths, Exception? Failure, int Missing, bool IsGone, bool IsLocal);
