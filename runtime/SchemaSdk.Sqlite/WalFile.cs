namespace SchemaSdk.Sqlite;

/// <summary>Checks the <c>-wal</c> file before SQLite opens it, because SQLite silently drops entries after a damaged frame.</summary>
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
        for (byte[] hash, before = []; ; before = hash)
        {
            // Reads the index before the -wal file, so that the -wal file already contains all frames that the index counts.
            var (frames, salt) = Index($"{path}-shm");
            using var wal = Open($"{path}-wal");
            if (!IsDamaged(wal, frames, salt))
            {
                return false;
            }

            // Another process may be writing the file, so the check is repeated until the file stays unchanged.
            wal.Position = 0;
            hash = SHA256.HashData(wal);
            if (hash.AsSpan().SequenceEqual(before))
            {
                return true;
            }
        }
    }

    // Reads one frame at a time, because the file can be larger than the largest possible array.
    private static bool IsDamaged(Stream wal, uint frames, byte[] salt)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var isRead = wal.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength;
        var magic = BinaryPrimitives.ReadUInt32BigEndian(head);
        var isBig = magic == Magic + 1;
        var sum = Sum(head[..24], isBig, default);
        if (!isRead || (magic & ~1u) != Magic || !IsSum(head[24..], sum))
        {
            return frames > 0 || wal.Length > HeadLength;
        }

        var frameLength = FrameHeadLength + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head[8..]), 1 << 16);
        var (own, whole, isOver, isCommitted, last) = (head.Slice(SaltOffset, 8).ToArray(), 0, false, false, default((uint, uint)));
        var frame = new byte[frameLength];
        while (wal.ReadAtLeast(frame, frameLength, throwOnEndOfStream: false) is var count and >= FrameHeadLength)
        {
            isOver = isOver || count < frameLength || !IsWhole(frame, own, isBig, ref sum);
            whole += isOver ? 0 : 1;
            if (isCommitted && (IsWhole(frame, own, isBig, ref last) || IsWhole(frame, own, isBig, ref sum)))
            {
                return true;   // damaged: new frames follow only a commit that succeeded, and overwrite what a killed process left
            }

            isCommitted = isOver && frame.AsSpan(8, 8).SequenceEqual(own) && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            last = (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(20)));
        }

        return own.AsSpan().SequenceEqual(salt) && whole < frames;
    }

    private static bool IsWhole(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> salt, bool isBig, ref (uint, uint) sum)
    {
        sum = Sum(frame[FrameHeadLength..], isBig, Sum(frame[..8], isBig, sum));
        return frame.Slice(8, 8).SequenceEqual(salt) && IsSum(frame[16..], sum);
    }

    // Returns how many committed frames the index counts; 0 if the main file already has them all or the index is missing.
    private static (uint Frames, byte[] Salt) Index(string path)
    {
        var head = new byte[(2 * IndexLength) + 4];
        using var file = Open(path);
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan(0, IndexLength).SequenceEqual(head.AsSpan(IndexLength, IndexLength)))
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

    private static Stream Open(string path) => !File.Exists(path) ? Stream.Null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
