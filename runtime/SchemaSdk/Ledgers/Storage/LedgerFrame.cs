using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// One line in the file: the lengths of its header and of its content, the place at which the write that brought it began, a CRC-32C of
/// these and one of what follows, then the header and the content.
/// </summary>
internal static class LedgerFrame
{
    /// <summary>The bytes before the header.</summary>
    internal const int PrefixLength = 24;

    /// <summary>The longest header: a key, two ids and some numbers.</summary>
    internal const int MaxHeader = 64 << 10;

    private const int PrefixChecksum = 16;
    private const int BodyChecksum = 20;

    /// <summary>Makes the bytes of a frame. <see cref="Place"/> completes them.</summary>
    internal static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> content)
    {
        var frame = new byte[PrefixLength + header.Length + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), content.Length);
        header.CopyTo(frame.AsSpan(PrefixLength));
        content.CopyTo(frame.AsSpan(PrefixLength + header.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(BodyChecksum), ChecksumOf(frame.AsSpan(PrefixLength)));
        return frame;
    }

    /// <summary>Says in a frame where the write that brings it begins.</summary>
    internal static void Place(Span<byte> frame, long batch)
    {
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], batch);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[PrefixChecksum..], ChecksumOf(frame[..PrefixChecksum]));
    }

    /// <summary>The lengths that a prefix tells, and where its write began; null where no frame begins so.</summary>
    internal static (int Header, int Content, long Batch)? PrefixOf(ReadOnlySpan<byte> prefix)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        var content = BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]);
        return header is > 0 and <= MaxHeader && content >= 0 && content <= Array.MaxLength - PrefixLength - MaxHeader
            && BinaryPrimitives.ReadUInt32LittleEndian(prefix[PrefixChecksum..]) == ChecksumOf(prefix[..PrefixChecksum])
                ? (header, content, BinaryPrimitives.ReadInt64LittleEndian(prefix[8..]))
                : null;
    }

    /// <summary>True if the header and the content of a frame are those that were written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[BodyChecksum..]) == ChecksumOf(frame[PrefixLength..]);

    private static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
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
