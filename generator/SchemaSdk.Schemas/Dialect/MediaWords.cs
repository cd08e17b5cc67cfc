using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Finds the kind of media that the name of a property, format or model implies.</summary>
internal static class MediaWords
{
    private static readonly Regex Words = new("[A-Z]?[a-z]+|[A-Z]+", RegexOptions.CultureInvariant);

    /// <summary>The last word that names a medium decides: <c>image-to-video/draft</c> makes videos.</summary>
    /// <returns>Null if no word does.</returns>
    public static MediaKind? KindOf(string? name) =>
        Words.Matches(name ?? "")
            .Cast<Match>()
            .Select(static word => KindOfWord(word.Value.ToLowerInvariant()))
            .LastOrDefault(static kind => kind is not null);

    /// <summary>
    /// The kind of file that a model makes: the kind that its id names, otherwise a video if its input has a duration, otherwise an image.
    /// </summary>
    /// <param name="modelId">Such as <c>bytedance/seedance-2.0/pro</c>, which names no medium.</param>
    /// <param name="inputNames">The names of the input's members.</param>
    public static MediaKind OfModel(string modelId, IEnumerable<string> inputNames) =>
        KindOf(modelId) ?? (inputNames.Contains("duration") ? MediaKind.Video : MediaKind.Image);

    private static MediaKind? KindOfWord(string word) => word switch
    {
        "video" or "videos" or "lipsync" or "extend" or "transition" or "motion" or "animate" => MediaKind.Video,
        "image" or "images" or "img" or "photo" or "picture" or "thumbnail" => MediaKind.Image,
        "audio" or "audios" or "music" or "sound" or "speech" or "voice" or "tts" or "song" => MediaKind.Audio,
        _ => null,
    };
}
