using System.Net;
using System.Net.Http.Headers;

namespace SchemaSdk.Http;

/// <summary>The body of one submit, which leaves this process once or never, and knows which.</summary>
/// <remarks>A handler of the application that sends a failed request again would pay for it twice: the second time, this throws.</remarks>
internal sealed class SubmitContent : HttpContent
{
    private const int NotStarted = 0;
    private const int Started = 1;
    private const int Forbidden = 2;

    private readonly ReadOnlyMemory<byte> _body;
    private int _state;

    internal SubmitContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Forbids that the body is sent.</summary>
    /// <returns>True: not a byte of it has left, nor ever will. False: it may have left.</returns>
    internal bool TryForbid() => Interlocked.CompareExchange(ref _state, Forbidden, NotStarted) != Started;

    /// <summary>Notes what a handler sends in its place: of a body of its own nobody here knows whether it left.</summary>
    /// <param name="sent">The body that goes with the request.</param>
    internal void Notice(HttpContent? sent)
    {
        if (!ReferenceEquals(sent, this))
        {
            Interlocked.CompareExchange(ref _state, Started, NotStarted);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Start();
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Start();
        stream.Write(_body.Span);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private void Start()
    {
        switch (Interlocked.CompareExchange(ref _state, Started, NotStarted))
        {
            case Started:
                throw new RepeatedSubmitException();
            case Forbidden:
                throw new OperationCanceledException("This submit was cancelled before it was sent.");
        }
    }
}
