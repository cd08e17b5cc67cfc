using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Files;

/// <summary>
/// A sample output file. All files of the same media kind have the same bytes. Assets/README.md says how the video and the image were
/// made.
/// </summary>
internal sealed class MediaFile
{
    private static readonly MediaFile[] All =
    [
        new("video.mp4", "video/mp4", () => ReadResource("video.mp4")),
        new("image.png", "image/png", () => ReadResource("image.png")),
        new("audio.wav", "audio/wav", WavTone.Make),
    ];

    private readonly Lazy<byte[]> _content;

    private MediaFile(string name, string contentType, Func<byte[]> content) =>
        (Name, ContentType, _content) = (name, contentType, new Lazy<byte[]>(content));

    /// <summary>The file name in the URL.</summary>
    public string Name { get; }

    public string ContentType { get; }

    /// <summary>The strong entity tag (ETag).</summary>
    public string Tag => $"\"{Name}-1\"";

    public byte[] Content => _content.Value;

    public static MediaFile Of(MediaKind kind) => All[(int)kind];

    public static MediaFile? Named(string name) => Array.Find(All, file => file.Name == name);

    private static byte[] ReadResource(string name)
    {
        using var stream = typeof(MediaFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
