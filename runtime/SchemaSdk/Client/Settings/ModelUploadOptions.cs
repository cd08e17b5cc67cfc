using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>
/// Limits the size of files that are sent inside the request: those of <see cref="ModelFile.FromPath"/>, <see cref="ModelFile.FromStream"/>
/// and <see cref="ModelFile.FromBytes"/>. A file that is given by its address is not limited, because only the address is sent.
/// </summary>
/// <remarks>
/// Each limit is at least one byte and at most 1 GiB. <see cref="MaxRequestBytes"/> must be large enough for a file of any kind at its own
/// limit, which is a third larger in JSON. RunComfy does not document its limits; the defaults are those of its official ComfyUI node.
/// </remarks>
public sealed class ModelUploadOptions
{
    private OptionValue<long> _image;
    private OptionValue<long> _video;
    private OptionValue<long> _audio;
    private OptionValue<long> _request;

    /// <summary>The maximum size of an image in bytes. Default: 6 MiB.</summary>
    public long MaxImageBytes
    {
        get => _image.Read(Usual.ImageBytes);
        set => _image.Write(value, Usual.ImageBytes);
    }

    /// <summary>The maximum size of a video in bytes. Default: 32 MiB.</summary>
    public long MaxVideoBytes
    {
        get => _video.Read(Usual.VideoBytes);
        set => _video.Write(value, Usual.VideoBytes);
    }

    /// <summary>The maximum size of an audio file in bytes. Default: 16 MiB.</summary>
    public long MaxAudioBytes
    {
        get => _audio.Read(Usual.AudioBytes);
        set => _audio.Write(value, Usual.AudioBytes);
    }

    /// <summary>
    /// The maximum size in bytes of a request with such files, including all of its JSON. It is also the limit for a file that is not an
    /// image, a video or audio. Default: 64 MiB.
    /// </summary>
    public long MaxRequestBytes
    {
        get => _request.Read(Usual.RequestBytes);
        set => _request.Write(value, Usual.RequestBytes);
    }

    private static ServiceLimits Usual => KnownServices.Default.Defaults.Limits;

    /// <summary>The limits for a client of a service, whose defaults replace options that are not set.</summary>
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
