using System.Buffers.Binary;

namespace SchemaSdk.Files;

/// <summary>Recognizes a file's media type by its first bytes.</summary>
internal static class MediaSignatures
{
    /// <returns>The names of the media type, the most common one first; null if it is not recognized.</returns>
    internal static string[]? Recognize(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ["image/png", "image/apng", "image/x-png"],
        [0xFF, 0xD8, 0xFF, ..] => ["image/jpeg", "image/jpg", "image/pjpeg"],
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => ["image/gif"],
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 => OfRiff(Encoding.Latin1.GetString(head[8..12])),
        _ when head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) => OfBrand(BrandOf(head)),
        [0x1A, 0x45, 0xDF, 0xA3, ..] when head.IndexOf("webm"u8) >= 0 => ["video/webm", "audio/webm"],
        [0x1A, 0x45, 0xDF, 0xA3, ..] when head.IndexOf("matroska"u8) >= 0 =>
            ["video/x-matroska", "video/matroska", "audio/x-matroska", "audio/matroska"],
        _ when head.StartsWith("fLaC"u8) => ["audio/flac", "audio/x-flac"],
        _ when head.StartsWith("OggS"u8) && head.IndexOf("theora"u8) >= 0 => ["video/ogg", "application/ogg"],
        _ when head.StartsWith("OggS"u8) => ["audio/ogg", "video/ogg", "application/ogg", "audio/opus", "audio/vorbis"],
        _ when head.StartsWith("%PDF-"u8) => ["application/pdf", "application/x-pdf"],
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => ["image/bmp", "image/x-ms-bmp", "image/x-bmp"],
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => ["image/tiff", "image/x-adobe-dng", "image/dng"],
        [0, 0, 1, 0xBA, ..] or [0, 0, 1, 0xB3, ..] => ["video/mpeg"],
        _ when head.StartsWith("ID3"u8) || IsMp3(head) => ["audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/x-mpeg"],
        [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] => ["audio/aac", "audio/aacp", "audio/x-aac", "audio/vnd.dlna.adts"],
        _ => null,
    };

    private static bool IsMp3(ReadOnlySpan<byte> head) =>
        head is [0xFF, 0xE2 or 0xE3 or 0xF2 or 0xF3 or 0xFA or 0xFB, var rates, ..] && (rates & 0xF0) != 0xF0 && (rates & 0x0C) != 0x0C;

    // The brands mif1 and msf1 stand for several formats. The list of compatible brands, which begins at byte 16, tells AVIF from HEIC.
    private static string BrandOf(ReadOnlySpan<byte> head)
    {
        var brand = Encoding.Latin1.GetString(head[8..12]);
        var end = Math.Min(head.Length, BinaryPrimitives.ReadUInt32BigEndian(head));
        for (var at = 16; brand is "mif1" or "msf1" && at + 4 <= end; at += 4)
        {
            brand = head.Slice(at, 4).SequenceEqual("avif"u8) || head.Slice(at, 4).SequenceEqual("avis"u8) ? "avif" : brand;
        }

        return brand;
    }

    private static string[]? OfRiff(string form) => form switch
    {
        "WEBP" => ["image/webp"],
        "WAVE" => ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"],
        "AVI " => ["video/x-msvideo", "video/avi", "video/msvideo", "video/vnd.avi"],
        _ => null,
    };

    private static string[]? OfBrand(string brand) => brand switch
    {
        "qt  " => ["video/quicktime"],
        "avif" or "avis" => ["image/avif", "image/avif-sequence"],
        "mif1" or "msf1" => ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif", "image/avif-sequence"],
        ['h', 'e', 'i' or 'v', _] => ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"],
        "M4A " or "M4B " => ["audio/mp4", "audio/m4a", "audio/x-m4a", "audio/aac"],
        ['i', 's', 'o', _] or ['m', 'p', '4', _] or ['3', 'g', ..] or ['M', '4', 'V', _] or "avc1" or "dash" or "MSNV" or "XAVC" =>
            ["video/mp4", "video/x-m4v", "audio/mp4", "audio/m4a", "audio/x-m4a", "video/3gpp", "video/3gpp2", "audio/3gpp", "audio/3gpp2"],
        _ => null,
    };
}
