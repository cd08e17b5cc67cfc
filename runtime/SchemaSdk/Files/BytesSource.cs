using System.Globalization;

namespace SchemaSdk.Files;

/// <summary>Bytes in memory, which are not copied.</summary>
internal sealed class BytesSource(ReadOnlyMemory<byte> bytes, string? mediaType) : UploadSource(mediaType)
{
    internal override ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken) => new(new Content(bytes));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes in memory");

    private sealed class Content(ReadOnlyMemory<byte> bytes) : UploadContent
    {
        private int _position;

        internal override long? Length => bytes.Length;

        internal override ReadOnlyMemory<byte> Head => bytes[..Math.Min(bytes.Length, HeadBytes)];

        internal override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(buffer.Length, bytes.Length - _position);
            bytes.Slice(_position, count).CopyTo(buffer);
            _position += count;
            return new(count);
        }
    }
}
