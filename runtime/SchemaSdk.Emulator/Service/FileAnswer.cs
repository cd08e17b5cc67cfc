using System.Globalization;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Files;

namespace SchemaSdk.Emulation.Service;

/// <summary>Answers with a file, or with the requested part of it.</summary>
internal static class FileAnswer
{
    private static readonly KeyValuePair<string, string> AcceptRanges = new("Accept-Ranges", "bytes");

    public static ServiceAnswer Of(MediaFile file, string? rangeHeader, string? ifRangeHeader)
    {
        var total = file.Content.Length;
        var tag = new KeyValuePair<string, string>("ETag", file.Tag);
        return ByteRange.Read(ifRangeHeader is null || ifRangeHeader == file.Tag ? rangeHeader : null, total) switch
        {
            null => new(200, file.ContentType, file.Content) { Headers = [AcceptRanges, tag] },
            { IsSatisfiable: true } range => new(206, file.ContentType, file.Content.AsMemory(range.Start, range.Length))
            {
                Headers = [AcceptRanges, tag, ContentRange($"{range.Start}-{range.Start + range.Length - 1}", total)],
            },
            _ => new(416, file.ContentType, ReadOnlyMemory<byte>.Empty) { Headers = [AcceptRanges, ContentRange("*", total)] },
        };
    }

    private static KeyValuePair<string, string> ContentRange(string part, int total) =>
        new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {part}/{total}"));
}
