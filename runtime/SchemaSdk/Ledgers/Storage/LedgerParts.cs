using System.Buffers.Binary;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The parts of a frame. They are used before the next frame is made on this thread.</summary>
/// <param name="key">The checksum of the key: <see cref="LedgerFrame.ChecksumOfKey"/>.</param>
/// <param name="header">The header.</param>
/// <param name="input">The content's first part.</param>
/// <param name="result">The rest of the content.</param>
internal readonly ref struct LedgerParts(uint key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> input, ReadOnlySpan<byte> result)
{
    private readonly ReadOnlySpan<byte> _header = header;
    private readonly ReadOnlySpan<byte> _input = input;
    private readonly ReadOnlySpan<byte> _result = result;

    /// <summary>The number of bytes of the frame.</summary>
    internal int Length { get; } = checked(LedgerFrame.PrefixLength + header.Length + input.Length + result.Length);

    /// <summary>Writes the frame. <see cref="LedgerFrame.Place"/> completes it.</summary>
    /// <param name="frame">Gets it: bytes of its length.</param>
    internal void WriteTo(Span<byte> frame)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, _header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame[LedgerFrame.Content..], _input.Length + _result.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[LedgerFrame.Key..], key);
        var body = frame[LedgerFrame.PrefixLength..];
        _header.CopyTo(body);
        _input.CopyTo(body[_header.Length..]);
        _result.CopyTo(body[(_header.Length + _input.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[LedgerFrame.BodyChecksum..], LedgerFrame.ChecksumOf(body));
    }

    /// <summary>The frame in bytes of its own.</summary>
    internal byte[] ToArray()
    {
        var frame = GC.AllocateUninitializedArray<byte>(Length);
        WriteTo(frame);
        return frame;
    }
}
