namespace SchemaSdk.Ledgers;

/// <summary>The folder to which the files of results are downloaded.</summary>
/// <remarks>
/// Only the property that an application sets makes one, and nothing else downloads by itself: a program that does not set it, published as
/// native code, has no code for it.
/// </remarks>
internal interface IResultFolder
{
    string Path { get; }

    /// <summary>Returns true if a line tells of files, and all of them are on this machine.</summary>
    bool Has(IReadOnlyList<string> paths);

    /// <summary>Downloads the files of the result of a job to a folder that no other job has.</summary>
    Task<SavedFiles> SaveAsync(IResultFiles files, LedgerEntry job, ReadOnlyMemory<byte> output);
}
