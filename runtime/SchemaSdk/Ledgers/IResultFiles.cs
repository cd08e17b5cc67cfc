namespace SchemaSdk.Ledgers;

/// <summary>Downloads the files of a result.</summary>
internal interface IResultFiles
{
    /// <summary>Downloads every file of an output into a folder. Each is there, and durable, when it ends.</summary>
    /// <returns>The paths, in the order of the addresses.</returns>
    /// <exception cref="ModelDownloadException">One may not, or could not, be downloaded whole.</exception>
    Task<IReadOnlyList<string>> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken);
}
