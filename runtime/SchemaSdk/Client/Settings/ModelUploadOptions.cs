using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>
/// Limits the size of files that are sent inside the request: those of <see cref="ModelFile.FromPath"/>, <see cref="ModelFile.FromStream"/>
/// and <see cref="ModelFile.FromBytes"/>. An address is sent as it is, and has no limit.
/// </summary>
/// <remarks>
/// Each is at least one byte and at most 1 GiB. <see cref="MaxRequestBytes"/> must be large enough for one file of each kind, which is a
/// third larger in JSON. The service's own limits are not documented; the defaults are those of its official node.
/// </remarks>
public sealed class ModelUploadOptions
{
    private OptionValue<long> _image;
    private OptionValue<long> _video;
    private OptionValue<long> _audio;
    private OptionValue<long> _request;

    /// <summary>The largest image in bytes. Default: 6 MiB.</summary>
    public long MaxImageBytes
    {
        get => _image.Read(Usual.ImageBytes);
        set => _image.Write(value, Usual.ImageBytes);
    }

    /// <summary>The largest video in bytes. Default: 32 MiB.</summary>
    public long MaxVideoBytes
    {
        get => _video.Read(Usual.VideoBytes);
        set => _video.Write(value, Usual.VideoBytes);
    }

    /// <summary>The largest sound in bytes. Default: 16 MiB.</summary>
    public long MaxAudioBytes
    {
        get => _audio.Read(Usual.AudioBytes);
        set => _audio.Write(value, Usual.AudioBytes);
    }

    /// <summary>
    /// The largest request with such files in bytes, with all of its JSON; also the limit of a file that is not an image, video or sound.
    /// Default: 64 MiB.
    /// </summary>
    public long MaxRequestBytes
    {
        get => _request.Read(Usual.RequestBytes);
        set => _request.Write(value, Usual.RequestBytes);
    }

    private static ServiceLimits Usual => KnownServices.Default.Defaults.Limits;

    /// <summary>The limits for a client of a service: that service's defaults for options that are not set.</summary>
    internal ServiceLimits LimitsFor(ServiceProfile service)
    {
        var own = service.Defaults.Limits;
        return own with
        {
            ImageBytes = _image.Set ?? own.ImageBytes,
            VideoBytes = _video.Set ?? own.VideoBytes,
            AudioBytes = _audio.Set ?? own.AudioBytes,
            RequestBytes = _request.Set ?? own.RequestBytes,
        };
    }
}
