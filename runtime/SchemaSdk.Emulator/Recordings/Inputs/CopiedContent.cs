using System.Net;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>
/// A request body that keeps a copy of the bytes sent. Reads nothing in advance, because the client measures how long it takes to send each
/// part.
/// </summary>
internal sealed class CopiedContent : HttpContent
{
    private readonly HttpContent _inner;
    private MemoryStream _sent = new();

    public CopiedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, (IEnumerable<string>)[.. values]);
        }
    }

    /// <summary>The bytes that were written when the content was last sent. If the send broke off, they are only the first part.</summary>
    public ReadOnlyMemory<byte> Sent => _sent.GetBuffer().AsMemory(0, (int)_sent.Length);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _sent = new();
        await _inner.CopyToAsync(new CopyingStream(stream, _sent), context, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
