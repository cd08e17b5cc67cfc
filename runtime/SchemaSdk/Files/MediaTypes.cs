using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace SchemaSdk.Files;

internal static class MediaTypes
{
    internal const string Anything = "application/octet-stream";

    private static readonly (string Extension, string Type)[] Extensions =
    [
        (".png", "image/png"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".gif", "image/gif"), (".webp", "image/webp"),
        (".bmp", "image/bmp"), (".tif", "image/tiff"), (".tiff", "image/tiff"), (".avif", "image/avif"), (".heic", "image/heic"),
        (".svg", "image/svg+xml"), (".mp4", "video/mp4"), (".m4v", "video/mp4"), (".mov", "video/quicktime"), (".webm", "video/webm"),
        (".mkv", "video/x-matroska"), (".avi", "video/x-msvideo"), (".mpg", "video/mpeg"), (".mpeg", "video/mpeg"), (".ts", "video/mp2t"),
        (".mp3", "audio/mpeg"), (".wav", "audio/wav"), (".flac", "audio/flac"), (".ogg", "audio/ogg"), (".opus", "audio/ogg"),
        (".m4a", "audio/mp4"), (".aac", "audio/aac"), (".pdf", "application/pdf"), (".zip", "application/zip"),
        (".json", "application/json"), (".txt", "text/plain"), (".glb", "model/gltf-binary"),
    ];

    /// <summary>Checks the media type that a caller declares.</summary>
    /// <exception cref="ArgumentException">The text is not a media type, or has parameters.</exception>
    [return: NotNullIfNotNull(nameof(mediaType))]
    internal static string? Check(string? mediaType)
    {
        var name = mediaType?.ToLowerInvariant();

        // Rejects characters that HTTP allows but RFC 6838 does not: "image/*" is a range, and % starts an escape in a data: URI.
        return name is null || (name.Length <= 100 && !name.AsSpan().ContainsAny("%'*`|~")
            && MediaTypeHeaderValue.TryParse(name, out var type) && type.MediaType == name)
            ? name
            : throw new ArgumentException(
                $"\"{ErrorText.Cut(mediaType!)}\" is not a usable media type. Pass one without parameters, such as image/png.",
                nameof(mediaType));
    }

    /// <summary>Returns the media type for a file name; null if its extension is not known.</summary>
    internal static string? OfName(string path) =>
        Array.Find(Extensions, known => path.EndsWith(known.Extension, StringComparison.OrdinalIgnoreCase)).Type;

    /// <summary>Returns the extension for a media type, with its dot; null if the media type is not known.</summary>
    internal static string? ExtensionOf(string mediaType) => Array.Find(Extensions, known => known.Type == mediaType).Extension;

    /// <summary>Determines the media type of a file: from its content, or else from the caller, or else from its name.</summary>
    /// <exception cref="FileProblemException">The file is empty, its type is unknown, or the content contradicts the caller.</exception>
    internal static string Of(UploadSource source, ReadOnlySpan<byte> head)
    {
        var (declared, found) = (source.MediaType, MediaSignatures.Recognize(head));
        return (declared, found) switch
        {
            _ when head.IsEmpty => throw new FileProblemException(
                FileRules.MinBytes, "which is empty", value: "0", allowed: "at least 1 byte"),
            (null, null) => source.MediaTypeByName ?? throw new FileProblemException(
                FileRules.MediaType, "whose type cannot be determined from its content or a file name; set its mediaType"),
            // Many programs give an MP4 audio file the brand of a video.
            (null or Anything, ["video/mp4", ..]) when source.MediaTypeByName == "audio/mp4" => "audio/mp4",
            (null or Anything, not null) => found[0],
            (_, not null) when !found.Contains(declared) => throw new FileProblemException(
                FileRules.MediaType, $"which was declared as {declared}, but its content is {found[0]}",
                value: $"\"{declared}\"", allowed: string.Join(" or ", found)),
            _ => declared!,
        };
    }
}
