using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SchemaSdk.Files.Downloads;

/// <summary>A file whose content is in its address (RFC 2397), so saving it needs no network.</summary>
internal sealed class DataUri
{
    private const string Scheme = "data:";

    // A multiple of four, because base64 decodes groups of four characters.
    private const int ChunkCharacters = 64 << 10;

    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n");

    private readonly string _data;
    private readonly bool _isBase64;

    private DataUri(string head, string data)
    {
        var parts = head.Split(';');
        _isBase64 = parts[^1].Trim().Equals("base64", StringComparison.OrdinalIgnoreCase);
        _data = _isBase64 && data.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(data) : data;
        if (_isBase64 && _data.AsSpan().ContainsAny(Spaces))
        {
            _data = string.Concat(_data.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        }

        MediaType = parts[0].Trim().ToLowerInvariant();
        Name = $"download{MediaTypes.ExtensionOf(MediaType)}";
    }

    internal string MediaType { get; }

    internal string Name { get; }

    internal static bool Is([NotNullWhen(true)] string? address) => address?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="ModelDownloadException">The address has no data.</exception>
    internal static DataUri Parse(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        return comma >= 0
            ? new DataUri(address[Scheme.Length..comma], address[(comma + 1)..])
            : throw Broken("it has no comma before its data");
    }

    /// <summary>Decodes the data in chunks; empty data gives one empty chunk.</summary>
    internal IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        if (!_isBase64)
        {
            yield return Unescaped(_data);
            yield break;
        }

        var buffer = new byte[Math.Min(_data.Length, ChunkCharacters)];
        var start = 0;
        do
        {
            var chunk = _data.AsSpan(start, Math.Min(ChunkCharacters, _data.Length - start));
            yield return buffer.AsMemory(0, Decode(chunk, buffer));
            start += ChunkCharacters;
        }
        while (start < _data.Length);
    }

    // Decodes to bytes, because the content need not be text.
    private static ReadOnlyMemory<byte> Unescaped(string data)
    {
        var bytes = Encoding.UTF8.GetBytes(data);
        var count = 0;
        for (var i = 0; i < bytes.Length; i++, count++)
        {
            bytes[count] = bytes[i];
            if (bytes[i] == '%' && i + 2 < bytes.Length
                && Utf8Parser.TryParse(bytes.AsSpan(i + 1, 2), out byte escaped, out var used, 'x') && used == 2)
            {
                bytes[count] = escaped;
                i += 2;
            }
        }

        return bytes.AsMemory(0, count);
    }

    private static int Decode(ReadOnlySpan<char> chunk, byte[] buffer) =>
        Convert.TryFromBase64Chars(chunk, buffer, out var count) ? count : throw Broken("its data is not base64");

    private static ModelDownloadException Broken(string why) => new($"The data: URI could not be saved: {why}.");
}
