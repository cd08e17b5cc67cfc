using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Files;

/// <summary>The part of a file that a <c>Range</c> header asks for.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>True if the part is inside the file; otherwise the answer is 416.</summary>
    public bool IsSatisfiable => Length > 0;

    /// <summary>Reads a header.</summary>
    /// <returns>Null if the header may be ignored and the whole file sent: no header, another unit, several ranges, or invalid.</returns>
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
