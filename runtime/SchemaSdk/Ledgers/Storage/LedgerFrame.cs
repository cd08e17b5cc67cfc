using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// One line in the file: the lengths of its header and of its content, the place at which the write that brought it began, the checksum of
/// its key, one of what follows, one of all these, then the header and the content. Checksums are CRC-32C.
/// </summary>
/// <remarks>
/// The checksum of all these begins with the seed of the file, so that a line of another file, or of an earlier one whose blocks this
/// one has, is not taken for one of this.
/// </remarks>
internal static class LedgerFrame
{
    /// <summary>The bytes before the header.</summary>
    internal const int PrefixLength = 28;

    /// <summary>The longest header: a key, two ids and some numbers.</summary>
    internal const int MaxHeader = 64 << 10;

    /// <summary>The places of the numbers in a prefix. The length of the header comes first.</summary>
    internal const int Content = 4;

    /// <inheritdoc cref="Content" />
    internal const int Key = 16;

    /// <inheritdoc cref="Content" />
    internal const int BodyChecksum = 20;

    private const int Batch = 8;
    private const int PrefixChecksum = 24;

    /// <summary>Says in a frame where the write that brings it begins.</summary>
    internal static void Place(Span<byte> frame, long batch, uint seed)
    {
        BinaryPrimitives.WriteInt64LittleEndian(frame[Batch..], batch);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[PrefixChecksum..], ChecksumOf(frame[..PrefixChecksum], seed));
    }

    /// <summary>Reads what stands before a header; null where no frame of this file begins so.</summary>
    internal static LedgerPrefix? PrefixOf(ReadOnlySpan<byte> prefix, uint seed)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        var content = BinaryPrimitives.ReadInt32LittleEndian(prefix[Content..]);
        return header is > 0 and <= MaxHeader && content >= 0 && content <= Array.MaxLength - PrefixLength - MaxHeader
            && BinaryPrimitives.ReadUInt32LittleEndian(prefix[PrefixChecksum..]) == ChecksumOf(prefix[..PrefixChecksum], seed)
                ? new(
                    header,
                    content,
                    BinaryPrimitives.ReadInt64LittleEndian(prefix[Batch..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(prefix[Key..]))
                : null;
    }

    /// <summary>True if the header and the content of a frame are those that were written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[BodyChecksum..]) == ChecksumOf(frame[PrefixLength..]);

    /// <summary>The checksum by which a damaged line still tells its job.</summary>
    internal static uint ChecksumOfKey(string key) => ChecksumOf(MemoryMarshal.AsBytes(key.AsSpan()));

    /// <summary>The CRC-32C of bytes.</summary>
    internal static uint ChecksumOf(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var checksum = ~seed;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            checksum = BitOperations.Crc32C(checksum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            checksum = BitOperations.Crc32C(checksum, rest);
        }

        return ~checksum;
    }
}
