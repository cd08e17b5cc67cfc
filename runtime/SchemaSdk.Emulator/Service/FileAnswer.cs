using System.Globalization;
using SchemaSdk.Emulation.Files;

namespace SchemaSdk.Emulation.Service;

/// <summary>Answers with a file, or with the requested part of it.</summary>
internal static class FileAnswer
{
    private static readonly KeyValuePair<string, string> AcceptRanges = new("Accept-Ranges", "bytes");

    public static ServiceAnswer Of(MediaFile file, Func<string, string?> header) =>
        Of(file.ContentType, file.Content, file.Tag, header);

    public static ServiceAnswer Of(StoredFile file, Func<string, string?> header) =>
        Of(file.ContentType, file.Content, $"\"{file.Id}-{file.Content.Length}\"", header);

    private static ServiceAnswer Of(string type, ReadOnlyMemory<byte> content, string entityTag, Func<string, string?> header)
    {
        var total = content.Length;
        var tag = new KeyValuePair<string, string>("ETag", entityTag);
        return ByteRange.Read(header("If-Range") is { } known && known != entityTag ? null : header("Range"), total) switch
        {
            null => new(200, type, content) { Headers = [AcceptRanges, tag] },
            { IsSatisfiable: true } range => new(206, type, content.Slice(range.Start, range.Length))
            {
                Headers = [AcceptRanges, tag, ContentRange($"{range.Start}-{range.Start + range.Length - 1}", total)],
            },
            _ => new(416, type, ReadOnlyMemory<byte>.Empty) { Headers = [AcceptRanges, ContentRange("*", total)] },
        };
    }

    private static KeyValuePair<string, string> ContentRange(string part, int total) =>
        new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {part}/{total}"));
}
