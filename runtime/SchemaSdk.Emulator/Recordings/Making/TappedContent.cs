using System.Net;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>
/// The body of the answer to a submit. Gives the recorder the bytes that the client reads. The body is not read in advance, so that the
/// client gets even the start of a broken answer, which can contain the request id of a paid job.
/// </summary>
internal sealed class TappedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly Action<byte[]> _read;
    private TappedStream? _stream;

    /// <param name="inner">The body.</param>
    /// <param name="read">
    /// Called once with the bytes that were kept: just before the reader sees the end of the body, or at the latest when the body is
    /// disposed.
    /// </param>
    public TappedContent(HttpContent inner, Action<byte[]> read)
    {
        (_inner, _read) = (inner, read);
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, (IEnumerable<string>)[.. values]);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        _stream = new TappedStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _read);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var tapped = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await using (tapped.ConfigureAwait(false))
        {
            await tapped.CopyToAsync(stream).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_stream is null)
            {
                _read([]); // the body was not read
            }

            _stream?.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
