using System.Text.Json;

namespace SchemaSdk.Files.Downloads;

/// <summary>Tells pages and JSON from files: no image, video or sound that is not a text itself begins like them.</summary>
internal static class TextForms
{
    /// <summary>So many bytes are enough for every decision.</summary>
    internal const int HeadBytes = 1 << 10;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = HeadBytes };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Spaces => " \t\r\n\f"u8;

    /// <param name="head">The first bytes, at most <see cref="HeadBytes"/>.</param>
    /// <param name="isWhole">True if there are no more.</param>
    internal static BodyForm Of(ReadOnlySpan<byte> head, bool isWhole)
    {
        var isLast = isWhole || head.Length >= HeadBytes;
        var text = head.StartsWith(ByteOrderMark) ? head[ByteOrderMark.Length..] : head;
        text = text.TrimStart(Spaces);
        var form = text switch
        {
            [] => BodyForm.Undecided,
            [(byte)'<', ..] => OfMarkup(text, isLast),
            _ => OfJson(text, isWhole, isLast),
        };
        return form == BodyForm.Undecided && isLast ? BodyForm.Other : form;
    }

    private static BodyForm OfMarkup(ReadOnlySpan<byte> text, bool isLast)
    {
        if (text.Length > 1 && !char.IsAsciiLetter((char)text[1]) && text[1] is not ((byte)'!' or (byte)'?' or (byte)'/'))
        {
            return BodyForm.Other;
        }

        // An image of SVG may hold a page, and a page such an image.
        Span<byte> lower = stackalloc byte[text.Length];
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper((char)text[i]) ? (byte)(text[i] | 0x20) : text[i];
        }

        var image = IndexOf(lower, "<svg"u8);
        return Math.Min(IndexOf(lower, "<!doctype html"u8), IndexOf(lower, "<html"u8)) < image ? BodyForm.Html
            : image < int.MaxValue ? BodyForm.Svg
            : isLast && text.Length > 1 ? BodyForm.Xml
            : BodyForm.Undecided;
    }

    // Objects and lists are told by how they begin, other values by that there is nothing else.
    private static BodyForm OfJson(ReadOnlySpan<byte> text, bool isWhole, bool isLast)
    {
        var isNested = text[0] is (byte)'{' or (byte)'[';
        var reader = new Utf8JsonReader(text, isFinalBlock: isWhole && !isNested, new JsonReaderState(AnyDepth));
        try
        {
            while (reader.Read())
            {
                if (isNested && reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    return BodyForm.Json;
                }
            }
        }
        catch (JsonException)
        {
            return BodyForm.Other;
        }

        return isWhole || (isNested && isLast) ? BodyForm.Json : BodyForm.Undecided;
    }

    private static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.IndexOf(word) is var index and >= 0 ? index : int.MaxValue;
}
