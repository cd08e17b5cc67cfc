using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Undoes a compression as <c>deflate</c>.</summary>
/// <remarks>
/// <see cref="ZLibStream"/> takes a body that was cut for a whole one. Behind the end of a whole one, it asks for no more bytes.
/// </remarks>
/// <param name="packed">The compressed bytes. Disposed with this stream.</param>
internal sealed class DeflateBody(Stream packed) : ReadOnlyBody
{
    private readonly ZLibStream _unpacked = new(new Source(packed), CompressionMode.Decompress);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _unpacked.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Source(Stream packed) : ReadOnlyBody
    {
        private bool _hasBegun;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

            if (count == 0 && _hasBegun)
            {
                throw Cut();
            }

            // An empty body has no compression to undo.
            _hasBegun = count > 0;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
