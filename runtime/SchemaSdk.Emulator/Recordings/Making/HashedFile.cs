using System.Security.Cryptography;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>The destination of a download. Computes the hash of the file, and keeps its content if it is small.</summary>
/// <param name="mostBytes">The size up to which the content is kept.</param>
internal sealed class HashedFile(long mostBytes) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _kept = new();
    private long _length;

    /// <summary>The content; null if it is too large to be kept.</summary>
    public byte[]? Content => _length <= mostBytes ? _kept.ToArray() : null;

    public string Hash => Convert.ToHexString(_hash.GetCurrentHash()).ToLowerInvariant();

    public override bool CanRead => false;

    // If a server cannot continue a broken download, the client starts again at the beginning of this stream.
    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => SetLength(value);
    }

    public override void SetLength(long value)
    {
        if (value == _length)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(value, 0);
        _length = 0;
        _kept.SetLength(0);
        _ = _hash.GetHashAndReset();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        _length += buffer.Length;
        if (_length <= mostBytes)
        {
            _kept.Write(buffer);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _kept.Dispose();
        }

        base.Dispose(disposing);
    }
}
