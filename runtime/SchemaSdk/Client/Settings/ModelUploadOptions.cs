namespace SchemaSdk;

/// <summary>
/// Limits the size of files that are sent inside the request (see <see cref="ModelFile.FromPath"/>, <see cref="ModelFile.FromStream"/>
/// and <see cref="ModelFile.FromBytes"/>). A file given by its address is not limited, because only the address is sent. Some services,
/// such as fal and Replicate, store files. There, a file above 256 KiB or above the limit of its kind is stored first, and the service
/// limits its size.
/// </summary>
/// <remarks>
/// Each limit is at most 1 GiB; zero, the default, means the limit of the service. <see cref="MaxRequestBytes"/> must be large enough for
/// one file of any kind at the limit of that kind. JSON makes a file a third larger. RunComfy does not document its limits; the limits
/// below are from its official ComfyUI node.
/// </remarks>
public sealed class ModelUploadOptions
{
    /// <summary>The maximum size of an image in bytes. Default: 0, the limit of the service (RunComfy: 6 MiB).</summary>
    public long MaxImageBytes { get; set; }

    /// <summary>The maximum size of a video in bytes. Default: 0, the limit of the service (RunComfy: 32 MiB).</summary>
    public long MaxVideoBytes { get; set; }

    /// <summary>The maximum size of an audio file in bytes. Default: 0, the limit of the service (RunComfy: 16 MiB).</summary>
    public long MaxAudioBytes { get; set; }

    /// <summary>
    /// The maximum size in bytes of a request that has files inside it, including all of its JSON. It is also the limit for a file that is
    /// not an image, a video or audio. Default: 0, the limit of the service (RunComfy: 64 MiB).
    /// </summary>
    public long MaxRequestBytes { get; set; }
}
