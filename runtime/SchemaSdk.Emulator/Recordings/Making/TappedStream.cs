namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>A stream that keeps up to a mebibyte of what is read from it.</summary>
/// <param name="inner">The stream.</param>
/// <param name="read">
/// Called once with the bytes that were kept: just before the reader sees the end of the stream, or at the latest when the stream is
/// disposed.
/// </param>
internal sealed class TappedStream(Stream inner, Action<byte[]> read) : Stream
{
    // Enough for the answer to a submit, which is short.
    private const int MostBytes = 1 << 20;

    private readonly MemoryStream _kept = new();
    private bool _isTold;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Keep(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Keep(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Tell();
            inner.Dispose();
            _kept.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            Tell();
        }
        else if (!_isTold)
        {
            _kept.Write(part[..Math.Min(part.Length, MostBytes - (int)_kept.Length)]);
        }
    }

    private void Tell()
    {
        if (!_isTold)
        {
            _isTold = true;
            read(_kept.ToArray());
        }
    }
}
