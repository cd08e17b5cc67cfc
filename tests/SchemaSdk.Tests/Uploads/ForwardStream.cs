namespace SchemaSdk.Tests.Uploads;

/// <summary>A stream that, like a network stream, cannot seek, has no length, and returns few bytes per read.</summary>
internal sealed class ForwardStream(byte[] content) : Stream
{
    private readonly MemoryStream _content = new(content);

    /// <summary>Called before each read with the number of bytes already read.</summary>
    public Func<long, Task>? Reading { get; init; }

    /// <summary>The most bytes that one read returns.</summary>
    public int Most { get; init; } = 1000;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => !IsDisposed;

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
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (Reading is not null)
        {
            await Reading(_content.Position);
        }

        return _content.Read(buffer.Span[..Math.Min(buffer.Length, Most)]);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous reads.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
