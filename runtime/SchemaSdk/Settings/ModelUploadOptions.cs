namespace SchemaSdk;

/// <summary>
/// Limits the size of files that are sent inside the request: those of <see cref="ModelFile.FromPath"/>, <see cref="ModelFile.FromStream"/>
/// and <see cref="ModelFile.FromBytes"/>. An address is sent as it is, and has no limit.
/// </summary>
/// <remarks>
/// Each at least one byte and at most 1 GiB, and <see cref="MaxRequestBytes"/> large enough for one file of each kind, which in JSON
/// takes a third more than it has. The service's own limits are not documented; the defaults are those of its official node.
/// </remarks>
public sealed class ModelUploadOptions
{
    /// <summary>The largest image in bytes. Default: 6 MiB.</summary>
    public long MaxImageBytes { get; set; } = 6L << 20;

    /// <summary>The largest video in bytes. Default: 32 MiB.</summary>
    public long MaxVideoBytes { get; set; } = 32L << 20;

    /// <summary>The largest sound in bytes. Default: 16 MiB.</summary>
    public long MaxAudioBytes { get; set; } = 16L << 20;

    /// <summary>
    /// The largest request with such files in bytes, all of its JSON together; also what bounds a file that is neither image, video nor
    /// sound. Default: 64 MiB.
    /// </summary>
    public long MaxRequestBytes { get; set; } = 64L << 20;
}
