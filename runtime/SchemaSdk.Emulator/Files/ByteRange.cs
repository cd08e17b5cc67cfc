using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Files;

/// <summary>The range of bytes that a <c>Range</c> header requests.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>True if the range contains at least one byte of the file. If not, the answer has status 416.</summary>
    public bool IsSatisfiable => Length > 0;

    /// <summary>
    /// Parses a header. Returns null if the header is missing or invalid, has several ranges, or uses a unit other than bytes. In that
    /// case, the whole file is sent.
    /// </summary>
    public static ByteRange? Read(string? header, int total)
    {
        if (header is null || !RangeHeaderValue.TryParse(header, out var range) || range.Unit != "bytes" || range.Ranges.Count != 1)
        {
            return null;
        }

        var (from, to) = (range.Ranges.Single().From, range.Ranges.Single().To);
        var start = from ?? Math.Max(0, total - to!.Value);
        var end = from is null ? total - 1 : Math.Min(to ?? long.MaxValue, total - 1);
        return start > end ? new ByteRange(0, 0) : new ByteRange((int)start, (int)(end - start + 1));
    }
}
