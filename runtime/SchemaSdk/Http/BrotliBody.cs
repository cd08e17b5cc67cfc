using System.Buffers;
using System.IO.Compression;

namespace SchemaSdk.Http;

/// <summary>Undoes a compression as <c>br</c>.</summary>
/// <remarks>
/// <see cref="BrotliStream"/> can also compress, and a program that is published as native code has whatever one of its streams can do:
/// half a megabyte for what no client does.
/// </remarks>
/// <param name="packed">The compressed bytes. Disposed with this stream.</param>
internal sealed class BrotliBody(Stream packed) : Stream
{
    private readonly byte[] _held = new byte[16 << 10];
    private BrotliDecoder _decoder;   // not readonly: a struct that changes
    private int _start;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int written;
        while (!TryDecode(buffer.Span, out written))
        {
            if (!Took(await packed.ReadAsync(_held, cancellationToken).ConfigureAwait(false)))
            {
                break;
            }
        }

        return written;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int written;
        while (!TryDecode(buffer.AsSpan(offset, count), out written))
        {
            if (!Took(packed.Read(_held)))
            {
                break;
            }
        }

        return written;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    // False: more compressed bytes are needed first.
    private bool TryDecode(Span<byte> decoded, out int written)
    {
        var status = _decoder.Decompress(_held.AsSpan(_start.._end), decoded, out var read, out written);
        _start += read;
        return status == OperationStatus.InvalidData
            ? throw new InvalidDataException("The answer is not what its Content-Encoding, \"br\", says.")
            : written > 0 || decoded.IsEmpty || status == OperationStatus.Done;
    }

    // A body without its end is told by its length, as one that is not compressed.
    private bool Took(int count)
    {
        (_start, _end) = (0, count);
        return count > 0;
    }
}
