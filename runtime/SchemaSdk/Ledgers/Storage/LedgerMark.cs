using System.Buffers.Binary;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Remembers in the lock file how long the ledger's file was when all of it was durable. It is not flushed: after a loss of power it may
/// be behind, and never ahead. A file that is shorter, or damaged before it, has lost lines that were durable.
/// </summary>
internal sealed class LedgerMark(Stream file)
{
    private const int Length = 20;
    private const int ChecksumAt = 16;

    private readonly byte[] _bytes = new byte[Length];

    /// <summary>The length that is remembered of a ledger; 0: none is.</summary>
    /// <param name="head">Its first bytes; null: of whichever ledger was there last.</param>
    internal long Of(LedgerHead? head)
    {
        file.Position = 0;
        var read = file.ReadAtLeast(_bytes, Length, throwOnEndOfStream: false);
        return read == Length && (head is null || BinaryPrimitives.ReadInt64LittleEndian(_bytes) == head.Value.Id)
            && BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(ChecksumAt)) == Checksum()
                ? BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(sizeof(long)))
                : 0;
    }

    /// <summary>Remembers it.</summary>
    internal void Put(LedgerHead head, long durable)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes, head.Id);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(sizeof(long)), durable);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(ChecksumAt), Checksum());
        file.Position = 0;
        file.Write(_bytes, 0, Length);
        file.Flush();
    }

    private uint Checksum() => LedgerFrame.ChecksumOf(_bytes.AsSpan(0, ChecksumAt));
}
