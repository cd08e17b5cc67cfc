using System.Text.RegularExpressions;
using SchemaSdk.Emulation.Files;

namespace SchemaSdk.Emulation.Samples;

/// <summary>Finds the kind of media that a name stands for: the name of a property, of a format or of a model.</summary>
internal static partial class MediaWords
{
    /// <summary>The last word that names a medium decides: <c>image-to-video/draft</c> makes videos.</summary>
    /// <returns>Null if no word does.</returns>
    public static MediaKind? KindOf(string? name) =>
        Words().Matches(name ?? "")
            .Select(static word => KindOfWord(word.Value.ToLowerInvariant()))
            .LastOrDefault(static kind => kind is not null);

    private static MediaKind? KindOfWord(string word) => word switch
    {
        "video" or "videos" or "lipsync" or "extend" or "transition" or "motion" or "animate" => MediaKind.Video,
        "image" or "images" or "img" or "photo" or "picture" or "thumbnail" => MediaKind.Image,
        "audio" or "audios" or "music" or "sound" or "speech" or "voice" or "tts" or "song" => MediaKind.Audio,
        _ => null,
    };

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+")]
    private static partial Regex Words();
}
