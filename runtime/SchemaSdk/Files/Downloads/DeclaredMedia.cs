using System.Text;
using System.Text.Json;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>
/// A file that is said to be an image, a video or a sound. A server that has deleted it often answers with a page, an error as JSON or
/// nothing, as if that were it.
/// </summary>
internal sealed class DeclaredMedia
{
    /// <summary>Every decision needs at most this many bytes.</summary>
    internal const int HeadBytes = 1 << 10;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = HeadBytes };

    private readonly string _failure;
    private readonly string _type;
    private readonly string _advice;

    private DeclaredMedia(string failure, string type, string advice) => (_failure, _type, _advice) = (failure, type, advice);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="failure">What is said of it where it is something else, up to the reason.</param>
    /// <param name="type">The media type that comes with it.</param>
    /// <param name="fileName">What it would be saved as, which says what it is where its type does not.</param>
    /// <param name="advice">The advice for that case; with a space before it, or empty.</param>
    /// <returns>Null if neither says that it is one.</returns>
    internal static DeclaredMedia? Of(string failure, string? type, string fileName, string advice) =>
        Media(type?.ToLowerInvariant()) is { } declared ? new(failure, declared, advice)
        : Media(MediaTypes.OfName(fileName)) is { } named ? new(failure, named, advice)
        : null;

    /// <summary>Looks at how it begins, before any of it is saved.</summary>
    /// <param name="start">All that has come.</param>
    /// <param name="isWhole">True if no more comes.</param>
    /// <returns>True if it may be saved; false: more of it has to come first.</returns>
    /// <exception cref="ModelDownloadException">It is something else.</exception>
    internal bool Allows(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (!isWhole && start.Length < HeadBytes)
        {
            return false;
        }

        var head = start[..Math.Min(start.Length, HeadBytes)];
        var text = (head.StartsWith(ByteOrderMark) ? head[ByteOrderMark.Length..] : head).TrimStart(" \t\r\n\f"u8);
        var what = start.IsEmpty ? "empty" : MarkupIn(text) ?? (IsJson(text, isWhole && start.Length <= HeadBytes) ? "JSON" : null);
        if (what is not null)
        {
            throw new ModelDownloadException(
                $"{_failure}: it is declared {ErrorText.Cut(_type)}, and what came is {what}.{_advice}");
        }

        return true;
    }

    // No image, video or sound begins like markup, but an image of SVG, which may hold a page, as a page may hold such an image.
    private string? MarkupIn(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'<', var next, ..] || !(char.IsAsciiLetter((char)next) || next is (byte)'!' or (byte)'?' or (byte)'/'))
        {
            return null;
        }

        var markup = Encoding.Latin1.GetString(text);
        var image = IndexOf(markup, "<svg");
        if (Math.Min(IndexOf(markup, "<!doctype html"), IndexOf(markup, "<html")) < image)
        {
            return "a page of HTML";
        }

        // Some servers call an image of SVG "image/svg", or as what it was made from.
        var isImage = image < int.MaxValue && _type.StartsWith("image/", StringComparison.Ordinal);
        return isImage || _type.EndsWith("+xml", StringComparison.Ordinal) ? null : "XML";
    }

    // A part of it is JSON if an object or a list begins; the whole may be any value.
    private bool IsJson(ReadOnlySpan<byte> text, bool isWhole)
    {
        var isNested = text is [(byte)'{' or (byte)'[', ..];
        if (text.IsEmpty || !(isNested || isWhole) || _type.EndsWith("+json", StringComparison.Ordinal))
        {
            return false;
        }

        // One that is cut is an error that was cut.
        var reader = new Utf8JsonReader(text, isFinalBlock: !isNested, new JsonReaderState(AnyDepth));
        try
        {
            while (reader.Read())
            {
                if (isNested && reader is { CurrentDepth: 0, TokenType: JsonTokenType.EndObject or JsonTokenType.EndArray })
                {
                    return true;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int IndexOf(string text, string word) =>
        text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var index and >= 0 ? index : int.MaxValue;

    private static string? Media(string? type) =>
        type is not null
        && (type.StartsWith("image/", StringComparison.Ordinal)
            || type.StartsWith("video/", StringComparison.Ordinal)
            || type.StartsWith("audio/", StringComparison.Ordinal))
            ? type
            : null;
}
