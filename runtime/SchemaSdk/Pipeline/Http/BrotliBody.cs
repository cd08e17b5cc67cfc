using System.Buffers;
using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Undoes a compression as <c>br</c>.</summary>
/// <remarks>
/// <see cref="BrotliStream"/> can also compress, and a program that is published as native code has whatever one of its streams can do:
/// half a megabyte for what no client does. It also takes a body that was cut for a whole one.
/// </remarks>
/// <param name="packed">The compressed bytes. Disposed with this stream.</param>
internal sealed class BrotliBody(Stream packed) : ReadOnlyBody
{
    private readonly byte[] _held = new byte[16 << 10];
    private BrotliDecoder _decoder;   // not readonly: a struct that changes
    private int _start;
    private int _end;
    private bool _hasBegun;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int written;
        while (!TryDecode(buffer.Span, out written))
        {
            (_start, _end) = (0, await packed.ReadAsync(_held, cancellationToken).ConfigureAwait(false));
            if (_end == 0)
            {
                // An empty body has no compression to undo.
                return _hasBegun ? throw new IOException("The answer broke off: its compressed text has no end.") : 0;
            }

            _hasBegun = true;
        }

        return written;
    }

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
}
