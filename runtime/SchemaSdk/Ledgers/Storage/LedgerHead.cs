using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The first bytes of a ledger's file: what it is, a number of its own, and how much of it was there from its beginning.</summary>
/// <param name="Id">A random number, another one for each file and for each time that it is compacted.</param>
/// <param name="Durable">The place up to which it was durable before it got its name; nothing before that can be a torn write.</param>
internal readonly record struct LedgerHead(long Id, long Durable)
{
    /// <summary>The number of these bytes.</summary>
    internal const int Length = 40;

    private const int IdAt = 20;
    private const int DurableAt = 28;
    private const int ChecksumAt = 36;

    /// <summary>The words at the beginning.</summary>
    internal static ReadOnlySpan<byte> Magic => "SchemaSdk jobs 1\n"u8;

    /// <summary>That with which the checksums of lines begin.</summary>
    internal uint Seed => LedgerFrame.ChecksumOf(BitConverter.GetBytes(Id));

    /// <summary>Makes the head of a new file.</summary>
    internal static LedgerHead New() => new(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))), Length);

    /// <summary>Reads one; null if its bytes are not those that were written.</summary>
    internal static LedgerHead? Read(ReadOnlySpan<byte> head) =>
        head.Length == Length && head.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[ChecksumAt..]) == LedgerFrame.ChecksumOf(head[..ChecksumAt])
            ? new(BinaryPrimitives.ReadInt64LittleEndian(head[IdAt..]), BinaryPrimitives.ReadInt64LittleEndian(head[DurableAt..]))
            : null;

    /// <summary>Returns its bytes.</summary>
    internal byte[] Write()
    {
        var head = new byte[Length];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(IdAt), Id);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(DurableAt), Durable);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(ChecksumAt), LedgerFrame.ChecksumOf(head.AsSpan(0, ChecksumAt)));
        return head;
    }
}
