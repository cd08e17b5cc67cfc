using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Files;

/// <summary>A file that emulated models make: the same bytes for each kind. Assets/README.md says how two of them were made.</summary>
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

    /// <summary>Name at the end of its address.</summary>
    public string Name { get; }

    public string ContentType { get; }

    /// <summary>The strong entity tag of its content.</summary>
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
