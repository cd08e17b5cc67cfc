namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>
    /// Downloads every file of an output into the folder of its job, except those that an earlier attempt has downloaded. Each is there,
    /// and durable unless the failure says otherwise, when it ends.
    /// </summary>
    Task<SavedFiles> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);

    /// <summary>Tells it if files could not be downloaded, whoever waits for that.</summary>
    /// <param name="saving">Their download.</param>
    /// <param name="job">Their job.</param>
    void Watch(Task saving, LedgerEntry job);

    /// <summary>The exception for files that are not tried any more.</summary>
    Exception Missing(string why);
}
