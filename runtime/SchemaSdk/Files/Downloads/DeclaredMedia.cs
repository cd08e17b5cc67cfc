using System.Text;
using System.Text.Json;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>
/// A file that is declared as an image, a video or a sound. A server that has deleted such a file often answers with a page, a JSON error
/// or nothing, as if that were the file.
/// </summary>
internal sealed class DeclaredMedia
{
    /// <summary>The most bytes that a decision needs.</summary>
    internal const int HeadBytes = 1 << 10;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = HeadBytes };

    private readonly string _failure;
    private readonly string _type;
    private readonly string _advice;

    private DeclaredMedia(string failure, string type, string advice) => (_failure, _type, _advice) = (failure, type, advice);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="failure">The message for content of another kind, up to the reason.</param>
    /// <param name="type">The declared media type.</param>
    /// <param name="fileName">The name under which the file is saved, which decides if the media type does not.</param>
    /// <param name="advice">The advice for that case, starting with a space, or empty.</param>
    /// <returns>Null if neither the type nor the name declares such a file.</returns>
    internal static DeclaredMedia? Of(string failure, string? type, string fileName, string advice) =>
        Media(type?.ToLowerInvariant()) is { } declared ? new(failure, declared, advice)
        : Media(MediaTypes.OfName(fileName)) is { } named ? new(failure, named, advice)
        : null;

    /// <summary>Checks the start of a file before any of it is saved.</summary>
    /// <param name="start">What has been received.</param>
    /// <param name="isWhole">True if that is the whole file.</param>
    /// <returns>True if it may be saved; false if more is needed to decide.</returns>
    /// <exception cref="ModelDownloadException">The content is of another kind.</exception>
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
                $"{_failure}: it was declared as {ErrorText.Cut(_type)}, but its content is {what}.{_advice}");
        }

        return true;
    }

    // Only SVG images start like markup. An SVG image may contain a page, and a page may contain an SVG image.
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
            return "an HTML page";
        }

        // Some servers declare an SVG image as "image/svg", or as the format from which it was made.
        var isImage = image < int.MaxValue && _type.StartsWith("image/", StringComparison.Ordinal);
        return isImage || _type.EndsWith("+xml", StringComparison.Ordinal) ? null : "XML";
    }

    // The start of a file is JSON if an object or a list starts; a whole file may be any value.
    private bool IsJson(ReadOnlySpan<byte> text, bool isWhole)
    {
        var isNested = text is [(byte)'{' or (byte)'[', ..];
        if (text.IsEmpty || !(isNested || isWhole) || _type.EndsWith("+json", StringComparison.Ordinal))
        {
            return false;
        }

        // Incomplete JSON is an error that was truncated.
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
