using System.Globalization;
using SchemaSdk.Services;

namespace SchemaSdk.Client.Settings;

/// <summary>The checked size limits of a client for files and requests.</summary>
internal sealed class UploadLimits
{
    internal const long Most = 1L << 30;

    /// <exception cref="ArgumentException">An option has an invalid value; the parameter name is the option's.</exception>
    internal UploadLimits(ModelUploadOptions options, ServiceProfile service)
    {
        var usual = service.Defaults.Limits;
        Request = Possible(Or(options.MaxRequestBytes, usual.RequestBytes), nameof(ModelUploadOptions.MaxRequestBytes));
        Image = InRequest(Or(options.MaxImageBytes, usual.ImageBytes), nameof(ModelUploadOptions.MaxImageBytes));
        Video = InRequest(Or(options.MaxVideoBytes, usual.VideoBytes), nameof(ModelUploadOptions.MaxVideoBytes));
        Audio = InRequest(Or(options.MaxAudioBytes, usual.AudioBytes), nameof(ModelUploadOptions.MaxAudioBytes));

        Stored = usual.StoredFileBytes;
        Inline = service.Storage is null ? long.MaxValue : usual.InlineFileBytes;
        File = service.Storage is null ? Request : Math.Max(Request, Stored);

        static long Or(long value, long usual) => value == 0 ? usual : value;
    }

    internal long Request { get; }

    /// <summary>The size up to which a file of any kind is sent inside the request even if the service can store files.</summary>
    internal long Inline { get; }

    /// <summary>The maximum size of a file that is stored at the service.</summary>
    internal long Stored { get; }

    /// <summary>The maximum size of a file, however it is sent.</summary>
    internal long File { get; }

    internal long Image { get; }

    internal long Video { get; }

    internal long Audio { get; }

    /// <summary>The maximum size of a file of a media type, and the option that sets it.</summary>
    internal (long Bytes, string Option) Of(string mediaType) => mediaType[..mediaType.IndexOf('/', StringComparison.Ordinal)] switch
    {
        "image" => (Image, Name(nameof(ModelUploadOptions.MaxImageBytes))),
        "video" => (Video, Name(nameof(ModelUploadOptions.MaxVideoBytes))),
        "audio" => (Audio, Name(nameof(ModelUploadOptions.MaxAudioBytes))),
        _ => (Request, Name(nameof(ModelUploadOptions.MaxRequestBytes))),
    };

    internal static long Base64Length(long bytes) => (bytes + 2) / 3 * 4;

    private static string Name(string option) => $"Uploads.{option}";

    private static long Possible(long value, string option) => value is > 0 and <= Most
        ? value
        : throw new ArgumentOutOfRangeException(
            Name(option), value, string.Create(CultureInfo.InvariantCulture, $"{Name(option)} is {value}; it must be 1 to {Most} bytes."));

    private long InRequest(long value, string option) => Base64Length(Possible(value, option)) <= Request
        ? value
        : throw new ArgumentOutOfRangeException(
            Name(option),
            value,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(option)} is {value}; as base64 that is {Base64Length(value)} bytes, more than the {Request} that "
                + $"Uploads.MaxRequestBytes allows."));
}
