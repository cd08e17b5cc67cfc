namespace SchemaSdk.Files;

/// <summary>The content of a stream that cannot be rewound: its first bytes from memory, and the rest, which can be read once.</summary>
internal sealed class ForwardContent(Stream stream, SharedStream shared, ReadOnlyMemory<byte> head) : UploadContent
{
    private int _position;

    internal override long? Length => HasEnded ? head.Length : null;

    internal override ReadOnlyMemory<byte> Head => head;

    // True if the first bytes are the whole stream, so that the content can be sent again.
    private bool HasEnded => head.Length < HeadBytes;

    internal override async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await shared.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (shared.IsSpent)
        {
            shared.Gate.Release();
            throw shared.Spent();
        }
    }

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_position < head.Length)
        {
            var count = Math.Min(buffer.Length, head.Length - _position);
            head.Slice(_position, count).CopyTo(buffer);
            _position += count;
            return new(count);
        }

        if (HasEnded)
        {
            return new(0);
        }

        shared.IsSpent = true;
        return stream.ReadAsync(buffer, cancellationToken);
    }

    internal override void End() => shared.Gate.Release();
}
