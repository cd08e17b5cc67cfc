using System.Net.Http.Headers;
using System.Net.ServerSentEvents;

namespace SchemaSdk.Pipeline.Http;

/// <summary>An open stream of server-sent events about a job.</summary>
internal sealed class EventStream(ServiceProfile service, HttpResponseMessage response, string token) : IDisposable
{
    internal static readonly MediaTypeWithQualityHeaderValue MediaType = new("text/event-stream");

    public void Dispose() => response.Dispose();

    /// <summary>Reads the events until the stream ends or an event cannot be read.</summary>
    /// <exception cref="IOException">The connection broke, or the stream is larger than <see cref="CappedBody.MaxBytes"/>.</exception>
    // The application's handlers may ignore the cancellation, so the wait for an event observes the token too.
    internal async IAsyncEnumerable<ApiAnswer> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var parser = SseParser.Create(new LimitedStream(stream, CappedBody.MaxBytes), static (_, data) => data.ToArray());
        var events = parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await events.MoveNextAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            var data = TokenMask.Hide(events.Current.Data, token);
            if (service.ReadEvent(events.Current.EventType, data) is not { } content)
            {
                break;
            }

            yield return new ApiAnswer(service, response, token) { Facts = new(200), Body = data, Content = content };
        }

        await events.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Reads a stream up to a maximum size, because a parser would otherwise keep a line of any length in memory.</summary>
internal sealed class LimitedStream(Stream stream, long most) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="IOException">The stream is larger than the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += count;
        return _read <= most ? count : throw new IOException($"The stream is larger than {most >> 20} MiB.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
