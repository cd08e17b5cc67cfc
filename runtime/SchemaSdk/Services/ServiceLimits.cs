namespace SchemaSdk.Services;

/// <summary>The limits for requests to a service that apply if the options do not set them.</summary>
/// <param name="ImageBytes">The maximum size of an image that is sent inside a request.</param>
/// <param name="VideoBytes">The maximum size of a video that is sent inside a request.</param>
/// <param name="AudioBytes">The maximum size of an audio file that is sent inside a request.</param>
/// <param name="RequestBytes">The maximum size of a request with files.</param>
/// <param name="ReadsPerSecond">The maximum number of status and result requests per second.</param>
public sealed record ServiceLimits(
    long ImageBytes = 6L << 20,
    long VideoBytes = 32L << 20,
    long AudioBytes = 16L << 20,
    long RequestBytes = 64L << 20,
    double ReadsPerSecond = 50)
{
    /// <summary>
    /// The maximum size of a file that is sent inside a request if the service has a <see cref="ServiceProfile.Storage"/>. A larger file is
    /// stored first. Default: 256 KiB.
    /// </summary>
    public long InlineFileBytes { get; init; } = 256L << 10;

    /// <summary>The maximum size of a file that is stored. Default: 1 GiB.</summary>
    public long StoredFileBytes { get; init; } = 1L << 30;
}
