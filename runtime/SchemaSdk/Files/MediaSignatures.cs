namespace SchemaSdk.Files;

/// <summary>Recognizes a file's media type by its first bytes.</summary>
// Each array has the names in use for one format. The first is the registered or most common name.
internal static class MediaSignatures
{
    private static readonly string[] Jpeg = ["image/jpeg", "image/jpg", "image/pjpeg"];
    private static readonly string[] Png = ["image/png", "image/apng", "image/x-png"];
    private static readonly string[] Gif = ["image/gif"];
    private static readonly string[] WebP = ["image/webp"];
    private static readonly string[] Bmp = ["image/bmp", "image/x-ms-bmp", "image/x-bmp"];
    private static readonly string[] Tiff = ["image/tiff"];
    private static readonly string[] Avif = ["image/avif", "image/avif-sequence"];
    private static readonly string[] Heif = ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"];
    private static readonly string[] Mp4 = ["video/mp4", "video/x-m4v", "audio/mp4", "audio/m4a", "audio/x-m4a"];
    private static readonly string[] M4A = ["audio/mp4", "audio/m4a", "audio/x-m4a", "audio/aac"];
    private static readonly string[] QuickTime = ["video/quicktime"];
    private static readonly string[] WebM = ["video/webm", "audio/webm"];
    private static readonly string[] Matroska = ["video/x-matroska", "video/matroska", "audio/x-matroska", "audio/matroska"];
    private static readonly string[] Avi = ["video/x-msvideo", "video/avi", "video/msvideo", "video/vnd.avi"];
    private static readonly string[] Mpeg = ["video/mpeg"];
    private static readonly string[] Mp3 = ["audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/x-mpeg"];
    private static readonly string[] Wav = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"];
    private static readonly string[] Flac = ["audio/flac", "audio/x-flac"];
    private static readonly string[] Ogg = ["audio/ogg", "video/ogg", "application/ogg", "audio/opus", "audio/vorbis"];
    private static readonly string[] OggVideo = ["video/ogg", "application/ogg"];
    private static readonly string[] Aac = ["audio/aac", "audio/aacp", "audio/x-aac", "audio/vnd.dlna.adts"];
    private static readonly string[] Pdf = ["application/pdf", "application/x-pdf"];

    /// <returns>The names of the media type, the most common one first; null if it is not recognized.</returns>
    internal static string[]? Recognize(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => Gif,
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 => OfRiff(head[8..12]),
        _ when head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) => OfBrand(head[8..12]),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => head.IndexOf("webm"u8) >= 0 ? WebM : head.IndexOf("matroska"u8) >= 0 ? Matroska : null,
        _ when head.StartsWith("fLaC"u8) => Flac,
        _ when head.StartsWith("OggS"u8) => head.IndexOf("theora"u8) >= 0 ? OggVideo : Ogg,
        _ when head.StartsWith("%PDF-"u8) => Pdf,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => Bmp,
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => Tiff,
        [0, 0, 1, 0xBA, ..] or [0, 0, 1, 0xB3, ..] => Mpeg,
        _ when head.StartsWith("ID3"u8) => Mp3,
        [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] => Aac,
        [0xFF, 0xE2 or 0xE3 or 0xF2 or 0xF3 or 0xFA or 0xFB, var rates, ..] when (rates & 0xF0) != 0xF0 && (rates & 0x0C) != 0x0C => Mp3,
        _ => null,
    };

    private static string[]? OfRiff(ReadOnlySpan<byte> form) =>
        form.SequenceEqual("WEBP"u8) ? WebP : form.SequenceEqual("WAVE"u8) ? Wav : form.SequenceEqual("AVI "u8) ? Avi : null;

    private static string[] OfBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("qt  "u8) ? QuickTime
        : brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? Avif
        : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("hevc"u8)
            || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? Heif
        : brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8) ? M4A
        : Mp4;
}
