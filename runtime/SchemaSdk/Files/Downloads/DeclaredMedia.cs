namespace SchemaSdk.Files.Downloads;

/// <summary>Checks files declared as images, videos or audio: servers may send an HTML page, JSON or nothing for a deleted file.</summary>
// failure: the start of the error message. advice: empty, or a sentence with a leading space.
internal sealed class DeclaredMedia(string failure, string type, string advice)
{
    /// <summary>The number of bytes at the start of a file that are always enough for the check.</summary>
    internal const int HeadBytes = 1 << 10;

    /// <returns>Null if neither the media type nor the file name declares an image, video or audio.</returns>
    internal static DeclaredMedia? Of(string failure, string? type, string fileName, string advice) =>
        (Media(type?.ToLowerInvariant()) ?? Media(MediaTypes.OfName(fileName))) is { } media ? new(failure, media, advice) : null;

    /// <summary>Checks the start of a file before any of it is saved.</summary>
    /// <returns>True if the file may be saved; false if more bytes are needed to decide.</returns>
    /// <exception cref="ModelDownloadException">The content is not of the declared kind.</exception>
    internal bool Allows(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (!isWhole && start.Length < HeadBytes)
        {
            return false;
        }

        var head = start[..Math.Min(start.Length, HeadBytes)];
        var text = (head.StartsWith(Encoding.UTF8.Preamble) ? head[Encoding.UTF8.Preamble.Length..] : head).TrimStart(" \t\r\n\f"u8);
        var what = start.IsEmpty ? "empty" : MarkupIn(text) ?? (IsJson(text, isWhole && start.Length <= HeadBytes) ? "JSON" : null);
        return what is null ? true : throw new ModelDownloadException(
            $"{failure}: it was declared as {ErrorText.Cut(type)}, but its content is {what}.{advice}");
    }

    // Only SVG images start like markup. An SVG image may contain HTML, and an HTML page may contain SVG, so the first tag decides.
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

        // Accepts an SVG image under any image type: some servers declare "image/svg", or the format that was converted to SVG.
        var isImage = image < int.MaxValue && type.StartsWith("image/", StringComparison.Ordinal);
        return isImage || type.EndsWith("+xml", StringComparison.Ordinal) ? null : "XML";
    }

    // The start of a file counts as JSON only if it opens an object or an array; a complete file may be any JSON value.
    private bool IsJson(ReadOnlySpan<byte> text, bool isWhole)
    {
        var isNested = text is [(byte)'{' or (byte)'[', ..];
        if (text.IsEmpty || !(isNested || isWhole) || type.EndsWith("+json", StringComparison.Ordinal))
        {
            return false;
        }

        // Truncated JSON also counts as JSON, because it may be the start of an error message.
        var reader = new Utf8JsonReader(text, isFinalBlock: !isNested, new JsonReaderState(new() { MaxDepth = HeadBytes }));
        try
        {
            _ = reader.Read() && (isNested ? reader.TrySkip() : reader.Read());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int IndexOf(string text, string word) =>
        text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var index and >= 0 ? index : int.MaxValue;

    private static string? Media(string? type) => type?.Split('/') is ["image" or "video" or "audio", _, ..] ? type : null;
}
