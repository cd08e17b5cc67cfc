namespace SchemaSdk.Client.Settings;

internal sealed class UploadLimits
{
    internal const long Most = 1L << 30;

    /// <exception cref="ArgumentException">An option has an invalid value. The parameter name is the name of the option.</exception>
    internal UploadLimits(ModelUploadOptions options, ServiceProfile service)
    {
        var usual = service.Defaults.Limits;
        Request = Checked(options.MaxRequestBytes, usual.RequestBytes, "Uploads.MaxRequestBytes", mostInRequest: long.MaxValue);
        Image = Checked(options.MaxImageBytes, usual.ImageBytes, "Uploads.MaxImageBytes", Request);
        Video = Checked(options.MaxVideoBytes, usual.VideoBytes, "Uploads.MaxVideoBytes", Request);
        Audio = Checked(options.MaxAudioBytes, usual.AudioBytes, "Uploads.MaxAudioBytes", Request);

        Stored = usual.StoredFileBytes;
        Inline = service.Storage is null ? long.MaxValue : usual.InlineFileBytes;
        File = service.Storage is null ? Request : Math.Max(Request, Stored);
    }

    internal long Request { get; }

    /// <summary>The size up to which a file is sent inside the request even if the service can store it.</summary>
    internal long Inline { get; }

    /// <summary>The maximum size of a file that is stored at the service.</summary>
    internal long Stored { get; }

    /// <summary>The maximum size of a file, however it is sent.</summary>
    internal long File { get; }

    internal long Image { get; }

    internal long Video { get; }

    internal long Audio { get; }

    internal (long Bytes, string Option) Of(string mediaType) => mediaType[..mediaType.IndexOf('/', StringComparison.Ordinal)] switch
    {
        "image" => (Image, "Uploads.MaxImageBytes"),
        "video" => (Video, "Uploads.MaxVideoBytes"),
        "audio" => (Audio, "Uploads.MaxAudioBytes"),
        _ => (Request, "Uploads.MaxRequestBytes"),
    };

    internal static long Base64Length(long bytes) => (bytes + 2) / 3 * 4;

    private static long Checked(long set, long usual, string name, long mostInRequest)
    {
        var value = set == 0 ? usual : set;
        var rule = value is <= 0 or > Most ? $"it must be 1 to {Most} bytes"
            : Base64Length(value) > mostInRequest
            ? $"a file of that size takes {Base64Length(value)} bytes in base64, but Uploads.MaxRequestBytes allows {mostInRequest}"
            : null;
        return rule is null ? value : throw new ArgumentOutOfRangeException(
            name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; {rule}."));
    }
}
