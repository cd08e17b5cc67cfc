namespace SchemaSdk.Services;

/// <summary>What a service says about a file that is to be stored.</summary>
/// <param name="FileAddress">The address of the stored file, which is written into the input.</param>
public sealed record StoragePlan(string FileAddress)
{
    /// <summary>The address to which the file is sent; null, the default, if the first request already had the file.</summary>
    public Uri? UploadAddress { get; init; }

    /// <summary>
    /// The size of each part but the last, in bytes: at most 64 MiB, because a part is kept in memory until it is stored. Default: 0, so
    /// that the whole file is one part, which is read while it is sent.
    /// </summary>
    public int PartBytes { get; init; }
}
