namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>A stream of zeros with any length. It counts reads and reports writes.</summary>
internal sealed class LongStream(long length, Action<int>? written = null) : Stream
{
    public override bool CanRead => written is null;

    public override bool CanSeek => written is null;

    public override bool CanWrite => written is not null;

    public override long Length => length;

    public override long Position { get; set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(buffer.Length, length - Position);
        Position += count;
        buffer.Span[..count].Clear();
        return new(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        written!(buffer.Length);
        return default;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
