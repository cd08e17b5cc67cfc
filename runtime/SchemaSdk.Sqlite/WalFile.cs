using System.Buffers.Binary;

namespace SchemaSdk.Sqlite;

/// <summary>
/// Checks the <c>-wal</c> file before SQLite reads it, because SQLite silently drops all entries after a damaged frame of that file.
/// </summary>
internal static class WalFile
{
    private const int HeadLength = 32;
    private const int FrameHeadLength = 24;
    private const int SaltOffset = 16;
    private const uint Magic = 0x377F0682;

    // The -shm file is an index of the -wal file: two copies of a 48-byte header, and then the number of frames already in the main file.
    private const int IndexLength = 48;
    private const int LastFrameOffset = 16;
    private const int IndexSaltOffset = 32;

    /// <summary>Returns true if the <c>-wal</c> file lacks recorded entries. This process must not have the ledger open.</summary>
    internal static bool IsDamaged(string path)
    {
        for (byte[]? before = null; ;)
        {
            // Reads the index before the -wal file, so that the file already contains all frames that the index counts.
            var (frames, salt) = Index($"{path}-shm");
            var wal = Read($"{path}-wal", int.MaxValue);
            var isDamaged = IsDamaged(wal, frames, salt);

            // Another process may be writing the file, so it is read until it stays unchanged.
            if (!isDamaged || (before is not null && wal.AsSpan().SequenceEqual(before)))
            {
                return isDamaged;
            }

            before = wal;
        }
    }

    private static bool IsDamaged(byte[] wal, uint frames, byte[] salt)
    {
        if (wal.Length < HeadLength || !HasHead(wal, out var isBig, out var sum, out var frameLength))
        {
            return frames > 0 || wal.Length > HeadLength;
        }

        var own = wal.AsSpan(SaltOffset, 8);
        var (at, whole) = (HeadLength, 0);
        for (; at + frameLength <= wal.Length && IsWhole(wal.AsSpan(at, frameLength), own, isBig, ref sum); at += frameLength)
        {
            whole++;
        }

        return (own.SequenceEqual(salt) && whole < frames) || GoesOn(wal.AsSpan(at), own, frameLength);
    }

    // rest: what follows the last valid frame. In an undamaged file, no frame in it follows a commit. If one does, the file is damaged.
    private static bool GoesOn(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> salt, int frameLength)
    {
        var isCommitted = false;
        for (; rest.Length >= FrameHeadLength; rest = rest.Length > frameLength ? rest[frameLength..] : default)
        {
            if (rest.Slice(8, 8).SequenceEqual(salt))
            {
                if (isCommitted)
                {
                    return true;
                }

                isCommitted = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]) != 0;
            }
        }

        return false;
    }

    private static bool HasHead(ReadOnlySpan<byte> wal, out bool isBig, out (uint, uint) sum, out int frameLength)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(wal);
        (isBig, sum) = (magic == Magic + 1, default);
        frameLength = FrameHeadLength + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(wal[8..]), 1 << 16);
        sum = Sum(wal[..24], isBig, sum);
        return (magic & ~1u) == Magic && IsSum(wal[24..], sum);
    }

    private static bool IsWhole(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> salt, bool isBig, ref (uint, uint) sum)
    {
        sum = Sum(frame[FrameHeadLength..], isBig, Sum(frame[..8], isBig, sum));
        return frame.Slice(8, 8).SequenceEqual(salt) && IsSum(frame[16..], sum);
    }

    // Returns how many committed frames the index counts; 0 if the main file already has them all or the index is missing.
    private static (uint Frames, byte[] Salt) Index(string path)
    {
        var head = Read(path, (2 * IndexLength) + 4);
        if (head.Length < (2 * IndexLength) + 4 || !head.AsSpan(0, IndexLength).SequenceEqual(head.AsSpan(IndexLength, IndexLength)))
        {
            return (0, []);
        }

        var (first, second) = Sum(head.AsSpan(0, 40), !BitConverter.IsLittleEndian, default);
        var frames = BitConverter.ToUInt32(head, LastFrameOffset);
        var isKnown = BitConverter.ToUInt32(head, 40) == first && BitConverter.ToUInt32(head, 44) == second
            && BitConverter.ToUInt32(head, 2 * IndexLength) < frames;
        return (isKnown ? frames : 0, head[IndexSaltOffset..(IndexSaltOffset + 8)]);
    }

    private static bool IsSum(ReadOnlySpan<byte> bytes, (uint First, uint Second) sum) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes) == sum.First && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == sum.Second;

    private static (uint, uint) Sum(ReadOnlySpan<byte> bytes, bool isBig, (uint First, uint Second) sum)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            sum.First += Word(bytes) + sum.Second;
            sum.Second += Word(bytes[4..]) + sum.First;
        }

        return sum;

        uint Word(ReadOnlySpan<byte> word) =>
            isBig ? BinaryPrimitives.ReadUInt32BigEndian(word) : BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static byte[] Read(string path, int most)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[(int)Math.Min(file.Length, most)];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
