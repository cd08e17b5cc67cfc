namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>The names that models use for a media type, such as <c>jpg</c> for <c>image/jpeg</c>.</summary>
internal static class MediaNames
{
    private static readonly string[][] Same =
    [
        ["image/jpeg", "jpeg", "jpg"],
        ["image/svg+xml", "svg"],
        ["audio/mpeg", "mp3", "mpeg"],
        ["audio/wav", "wav", "wave", "audio/x-wav", "audio/wave"],
        ["audio/ogg", "ogg", "ogg_opus", "opus"],
        ["audio/mp4", "m4a"],
        ["audio/L16", "pcm"],
    ];

    /// <summary>Returns the given media type or format, then its other names, the more exact ones first.</summary>
    internal static IEnumerable<string> Of(string type)
    {
        var plain = type.Split(';')[0].Trim();
        var others = Array.Find(Same, names => names.Contains(plain, StringComparer.OrdinalIgnoreCase)) ?? [];
        return [plain, .. others, plain.Split('/')[^1]];
    }
}
