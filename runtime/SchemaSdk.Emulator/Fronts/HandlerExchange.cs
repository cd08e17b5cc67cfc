using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>A request that comes through an <see cref="HttpMessageHandler"/>.</summary>
internal sealed class HandlerExchange(HttpRequestMessage request, CancellationToken cancellationToken) : Exchange
{
    // With sockets, a client can send about this much before the emulator reads it, because both ends have buffers.
    private const int BufferBytes = 1 << 20;

    // A fault must not overtake data that was sent before it, so a write completes only when its data has been read.
    private static readonly PipeOptions ReadBeforeMore = new(pauseWriterThreshold: 1, resumeWriterThreshold: 1);

    private readonly TaskCompletionSource<HttpResponseMessage> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _body;
    private long _half;
    private PipeWriter? _content;

    /// <summary>Completes when the answer begins.</summary>
    public Task<HttpResponseMessage> Response => _response.Task;

    public override string Method => request.Method.Method;

    public override string Target => request.RequestUri!.PathAndQuery;

    // Without a socket, HttpClient adds no Host header, so the value is taken from the URL.
    public override string? Header(string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString()
            : request.Content?.Headers.NonValidated.TryGetValues(name, out var ofContent) == true ? ofContent.ToString()
            : name == "Host" ? request.RequestUri!.Authority
            : null;

    public override void EndConnection()
    {
        // Nothing to do: without a socket, each request already counts as its own connection.
    }

    /// <summary>Returns the exception that a client gets when a connection breaks.</summary>
    public static Exception ErrorOf(FaultBreak way) => way == FaultBreak.Reset
        ? new HttpRequestException(
            HttpRequestError.Unknown, "The emulator reset the connection.",
            new IOException("Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset)))
        : new HttpRequestException(
            HttpRequestError.ResponseEnded, "The emulator closed the connection.",
            new HttpIOException(HttpRequestError.ResponseEnded));

    // Reads nothing yet: BreakAsync lets the client send this half, plus what fits into the buffers.
    public override Task ReadHalfAsync()
    {
        _half = (request.Content?.Headers.ContentLength ?? 0) / 2;
        return Task.CompletedTask;
    }

    // Does not buffer the content, because the content of a real submit can be sent only once.
    public override async Task<byte[]> ReadAsync()
    {
        if (_body is null)
        {
            using var body = new MemoryStream();
            await (request.Content?.CopyToAsync(body, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            _body = body.ToArray();
        }

        return _body;
    }

    public override async Task SendAsync(ServiceAnswer answer)
    {
        // With sockets, the client sends its whole body before it reads an answer.
        await ReadAsync().ConfigureAwait(false);
        if (answer.Parts is null)
        {
            Begin(answer, request.Method == HttpMethod.Head ? new ByteArrayContent([]) : new ReadOnlyMemoryContent(answer.Body));
            return;
        }

        var content = Open(answer);
        await foreach (var part in answer.Parts(CancellationToken.None).ConfigureAwait(false))
        {
            if ((await content.WriteAsync(part, CancellationToken.None).ConfigureAwait(false)).IsCompleted)
            {
                break; // the client has stopped reading
            }
        }

        await content.CompleteAsync().ConfigureAwait(false);
    }

    public override async Task SendHalfAsync(ServiceAnswer answer) =>
        await Open(answer).WriteAsync(await answer.FirstHalfAsync().ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);

    public override async Task DripAsync(ServiceAnswer answer, Func<CancellationToken, Task> pause)
    {
        if (answer.Parts is not null)
        {
            await SendAsync(answer).ConfigureAwait(false);
            return;
        }

        var content = Open(answer);
        for (var sent = 0; sent < answer.Body.Length; sent++)
        {
            if ((await content.WriteAsync(answer.Body.Slice(sent, 1), CancellationToken.None).ConfigureAwait(false)).IsCompleted)
            {
                break; // the client has stopped reading
            }

            await pause(CancellationToken.None).ConfigureAwait(false);
        }

        await content.CompleteAsync().ConfigureAwait(false);
    }

    public override async Task BreakAsync(FaultBreak way)
    {
        if (_body is null && request.Content is { } content)
        {
            await SendUnreadAsync(content, way).ConfigureAwait(false);
        }

        if (way != FaultBreak.Hang)
        {
            Fail(ErrorOf(way));
        }
        else if (_content is null)
        {
            // An answer that has begun needs no wait: its stream stays open, so the client waits for more.
            await HangAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Interrupts the TLS handshake, so no part of the request is sent.</summary>
    public Task BreakHandshakeAsync(FaultBreak way) => way == FaultBreak.Hang
        ? HangAsync()
        : throw new HttpRequestException(
            HttpRequestError.SecureConnectionError, "The emulator broke off the TLS handshake.", ErrorOf(way));

    public void Fail(Exception exception)
    {
        if (!_response.TrySetException(exception))
        {
            _content?.Complete(new IOException(exception.Message, exception)); // the exception that a broken stream throws
        }
    }

    // Lets the client send what it could send through a socket, so that the client cannot conclude that nothing was sent.
    private async Task SendUnreadAsync(HttpContent content, FaultBreak way)
    {
        if (way == FaultBreak.Close)
        {
            await ReadAsync().ConfigureAwait(false); // a service that closes its half of the connection still receives the rest
            return;
        }

        var unread = new UnreadStream(_half + BufferBytes, () => way == FaultBreak.Hang ? HangAsync() : throw ErrorOf(way));
        await using (unread.ConfigureAwait(false))
        {
            await content.CopyToAsync(unread, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    private PipeWriter Open(ServiceAnswer answer)
    {
        var pipe = new Pipe(ReadBeforeMore);
        _content = pipe.Writer;
        Begin(answer, new StreamContent(pipe.Reader.AsStream()));
        return pipe.Writer;
    }

    private void Begin(ServiceAnswer answer, HttpContent content)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        content.Headers.ContentLength = answer.Parts is null ? answer.Body.Length : null;

        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode) { RequestMessage = request, Content = content };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        _response.TrySetResult(response);
    }
}
