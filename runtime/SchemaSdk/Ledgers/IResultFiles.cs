namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>
    /// Downloads every file of an output into the folder of its job, except those that an earlier attempt has downloaded. Each is there,
    /// and durable unless the failure says otherwise, when it ends.
    /// </summary>
    Task<SavedFiles> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);

    /// <summary>Logs it if files could not be downloaded, whether or not a caller waits for that.</summary>
    void Watch(Task saving, string key, string requestId, string modelId);
}
