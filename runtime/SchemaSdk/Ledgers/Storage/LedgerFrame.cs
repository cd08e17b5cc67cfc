using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// One line in the file: the length of its header, the length of its content, the CRC-32C of both lengths and all that follows, then the
/// header and the content.
/// </summary>
internal static class LedgerFrame
{
    /// <summary>The bytes before the header.</summary>
    internal const int PrefixLength = 12;

    /// <summary>The longest header: a key, two ids and some numbers.</summary>
    internal const int MaxHeader = 64 << 10;

    /// <summary>Makes the bytes of a frame.</summary>
    internal static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> content)
    {
        var frame = new byte[PrefixLength + header.Length + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), content.Length);
        header.CopyTo(frame.AsSpan(PrefixLength));
        content.CopyTo(frame.AsSpan(PrefixLength + header.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), ChecksumOf(frame));
        return frame;
    }

    /// <summary>The lengths that a prefix tells; null where no frame begins so.</summary>
    internal static (int Header, int Content)? LengthsOf(ReadOnlySpan<byte> prefix)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        var content = BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]);
        return header is > 0 and <= MaxHeader && content >= 0 && content <= Array.MaxLength - PrefixLength - MaxHeader
            ? (header, content)
            : null;
    }

    /// <summary>True if the bytes of a frame are those that were written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]) == ChecksumOf(frame);

    private static uint ChecksumOf(ReadOnlySpan<byte> frame) => ~Add(Add(uint.MaxValue, frame[..8]), frame[PrefixLength..]);

    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            checksum = BitOperations.Crc32C(checksum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            checksum = BitOperations.Crc32C(checksum, rest);
        }

        return checksum;
    }
}
