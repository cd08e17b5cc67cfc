using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Undoes a compression as <c>gzip</c>.</summary>
/// <remarks>
/// <see cref="GZipStream"/> takes a body that was cut for a whole one, and behind the end of a whole one it asks whether another part
/// follows. So one is put there, of which the text is known: it comes out as it is if the body was whole, and not otherwise.
/// </remarks>
internal sealed class GzipBody : ReadOnlyBody
{
    private readonly Source _source;
    private readonly GZipStream _unpacked;

    /// <param name="packed">The compressed bytes. Disposed with this stream.</param>
    public GzipBody(Stream packed)
    {
        _source = new Source(packed);
        _unpacked = new GZipStream(_source, CompressionMode.Decompress);
    }

    private static ReadOnlySpan<byte> Mark =>
    [
        0xE3, 0xA1, 0xF0, 0x7C, 0x29, 0x5B, 0xD8, 0x4E,
        0x91, 0x6F, 0x0A, 0xC4, 0xB7, 0x35, 0x8D, 0x12,
    ];

    private static ReadOnlySpan<byte> PackedMark =>
    [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF,
        0x01, 0x10, 0x00, 0xEF, 0xFF,
        0xE3, 0xA1, 0xF0, 0x7C, 0x29, 0x5B, 0xD8, 0x4E,
        0x91, 0x6F, 0x0A, 0xC4, 0xB7, 0x35, 0x8D, 0x12,
        0xE8, 0x9C, 0xFE, 0xEE, 0x10, 0x00, 0x00, 0x00,
    ];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_source.HasEnded || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            var count = await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return !_source.HasEnded ? count
                : await IsMarkAsync(buffer[..count], cancellationToken).ConfigureAwait(false) ? 0
                : throw Cut();
        }
        catch (InvalidDataException) when (_source.HasEnded)
        {
            // The mark was taken for a piece of what is missing.
            throw Cut();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <param name="start">What the part at the end became so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private async ValueTask<bool> IsMarkAsync(ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        // One byte more, which a mark by itself does not fill.
        var text = new byte[Mark.Length + 1];
        var count = Math.Min(start.Length, text.Length);
        start.Span[..count].CopyTo(text);
        count += await _unpacked.ReadAtLeastAsync(text.AsMemory(count), text.Length - count, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return text.AsSpan(0, count).SequenceEqual(Mark);
    }

    private sealed class Source(Stream packed) : ReadOnlyBody
    {
        private bool _hasBegun;

        /// <summary>True once all bytes of the body have been given out, and some came.</summary>
        public bool HasEnded { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (HasEnded)
            {
                return 0;
            }

            var count = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count > 0 || !_hasBegun)
            {
                // An empty body has no compression to undo.
                _hasBegun = count > 0;
                return count;
            }

            // Smaller than any buffer of .NET's stream.
            HasEnded = true;
            PackedMark.CopyTo(buffer.Span);
            return PackedMark.Length;
        }

        protected override void Dispose(bool disposing)
        {
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
