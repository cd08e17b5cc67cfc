namespace SchemaSdk.Files;

/// <summary>One of the application's streams, read from its current position and never closed.</summary>
internal sealed class StreamSource(Stream stream, string? mediaType) : UploadSource(mediaType)
{
    private static readonly ConditionalWeakTable<Stream, Shared> All = [];

    private readonly Stream _stream = stream.CanRead
        ? stream
        : throw new ArgumentException("The stream cannot be read: it was disposed, or is write-only.", nameof(stream));

    private readonly Shared _shared = All.GetValue(stream, static _ => new Shared());

    // Null if the stream cannot be rewound.
    private readonly long? _start = stream.CanSeek ? stream.Position : null;

    internal override object? OnlyOnce => _start is null ? _shared : null;

    internal override bool IsSpent => _start is null && _shared.IsSpent;

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _shared.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Rewind();

                // If the stream cannot be rewound, its first bytes are kept, because they must be sent too.
                var head = _shared.Head ?? await UploadContent.ReadHeadAsync(_stream, cancellationToken).ConfigureAwait(false);
                if (_start is null)
                {
                    _shared.Head = head;
                }

                var length = _start is { } start ? _stream.Length - start
                    : head.Length < UploadContent.HeadBytes ? head.Length
                    : default(long?);
                return new Content(this, length, head);
            }
            finally
            {
                // A failed first read may lose bytes. If the stream cannot be rewound, it must not be sent later without them.
                _shared.IsSpent |= _start is null && _shared.Head is null;
                _shared.Gate.Release();
            }
        }
        catch (Exception exception) when (exception is not FileProblemException && !cancellationToken.IsCancellationRequested)
        {
            // The application's stream can throw any exception.
            throw FileProblemException.Unreadable(exception);
        }
    }

    public override string ToString() => "a stream";

    private void Rewind()
    {
        if (_start is { } start)
        {
            _stream.Position = start;
        }
        else if (_shared.IsSpent)
        {
            throw new FileProblemException(
                FileRules.Once, "which cannot be rewound and was already read; to submit it more than once, use a path or bytes");
        }
    }

    /// <summary>The state that all files from one stream share. A stream has one position, so only one file is read at a time.</summary>
    private sealed class Shared
    {
        internal readonly SemaphoreSlim Gate = new(1, 1);   // held while the stream is read
        internal ReadOnlyMemory<byte>? Head;                // the first bytes of a stream that cannot be rewound; null until they are read
        internal bool IsSpent;                              // true if a stream that cannot be rewound may have been read beyond Head
    }

    private sealed class Content(StreamSource source, long? length, ReadOnlyMemory<byte> head) : UploadContent(source._stream, length, head)
    {
        private int _position;
        private bool _isBegun;

        internal override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (!_isBegun)
            {
                await source._shared.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                _isBegun = true;
                source.Rewind();
            }

            // If the stream cannot be rewound, its first bytes come from memory, and the rest can be read once.
            if (source._start is null && (_position < Head.Length || Length is not null))
            {
                var count = Math.Min(buffer.Length, Head.Length - _position);
                Head.Slice(_position, count).CopyTo(buffer);
                _position += count;
                return count;
            }

            source._shared.IsSpent = source._start is null;
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        internal override void End()
        {
            if (_isBegun)
            {
                source._shared.Gate.Release();
            }
        }

        public override void Dispose() { }
    }
}
