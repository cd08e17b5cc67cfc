using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Derives the kind of media from the name of a property, a format or a model.</summary>
internal static class MediaWords
{
    private static readonly Regex Words = new("[A-Z]?[a-z]+|[A-Z]+", RegexOptions.CultureInvariant);

    /// <summary>Returns the kind of media that a name mentions last, such as video for <c>image-to-video/draft</c>.</summary>
    /// <returns>Null if the name mentions none.</returns>
    public static MediaKind? KindOf(string? name) =>
        Words.Matches(name ?? "")
            .Cast<Match>()
            .Select(static word => KindOfWord(word.Value.ToLowerInvariant()))
            .LastOrDefault(static kind => kind is not null);

    /// <summary>
    /// Returns the kind of file that a model makes: the kind named in the model's id, else a video if the input has a <c>duration</c>,
    /// else an image.
    /// </summary>
    public static MediaKind OfModel(string modelId, IEnumerable<string> inputNames) =>
        KindOf(modelId) ?? (inputNames.Contains("duration") ? MediaKind.Video : MediaKind.Image);

    // Includes names of model families, such as "sora" in openai/sora-2, because an id may have no other word for the kind of media.
    private static MediaKind? KindOfWord(string word) => word switch
    {
        "video" or "videos" or "lipsync" or "extend" or "transition" or "motion" or "animate" or "sora" or "veo" => MediaKind.Video,
        "image" or "images" or "img" or "photo" or "picture" or "thumbnail" => MediaKind.Image,
        "audio" or "audios" or "music" or "sound" or "speech" or "voice" or "tts" or "song" or "lyria" or "elevenlabs" =>
            MediaKind.Audio,
        _ => null,
    };
}
