namespace SchemaSdk.Pipeline.Http;

/// <summary>The body of one submit. It is sent at most once, and records whether it was sent.</summary>
/// <remarks>
/// <para>If an application's handler sends a failed request again, both requests may be charged, so the second attempt throws.</para>
/// <para>
/// A body with files is written in many steps, and counts as sent only when its last step starts. Until then, neither the service nor a
/// handler that copies the body has the end of the JSON, and no service runs a job with incomplete JSON. So sending can still be stopped
/// without starting a job.
/// </para>
/// </remarks>
internal sealed class SubmitContent : HttpContent
{
    private const int NotStarted = 0, Started = 1, Whole = 2, Forbidden = 3, BrokenOff = 4;
    private const int Replaced = 5;   // a ModelSubmitGuard has seen another body, which may be a wrapper that still has to write this one

    private readonly ISubmitBody? _files;
    private BrokenBodyException? _problem;
    private int _state;

    // Reads the body into memory; null if files are read only while the body is sent.
    private Task<ReadOnlyMemory<byte>>? _reading;

    internal SubmitContent(ReadOnlyMemory<byte> body)
    {
        _reading = Task.FromResult(body);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>Takes ownership of a body that is written in many steps.</summary>
    internal SubmitContent(ISubmitBody body) : this(default(ReadOnlyMemory<byte>)) => (_files, _reading) = (body, null);

    internal HeardBody Heard { get; } = new();
    internal bool MayBeSent => Volatile.Read(ref _state) is Started or Whole or Replaced;

    /// <summary>The file problem that kept the body from being sent completely, or null.</summary>
    internal BrokenBodyException? Problem => Volatile.Read(ref _state) == BrokenOff ? _problem : null;

    // The null has a type, because the compiler would convert a plain null to an empty body.
    private ReadOnlyMemory<byte>? InMemory => Volatile.Read(ref _reading) is { IsCompletedSuccessfully: true } read
        ? read.GetAwaiter().GetResult() : default(ReadOnlyMemory<byte>?);

    /// <summary>Reads the body, for a handler that needs it before the submit is sent. Reading does not count as sending.</summary>
    /// <exception cref="BrokenBodyException">The body cannot be read completely, so it is never sent.</exception>
    internal Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (Heard)
        {
            return _reading ??= ReadAsync(_files!, cancellationToken);
        }
    }

    /// <summary>Prevents the body from being sent, or from being sent to its end.</summary>
    /// <returns>True if the body was not sent and never will be; false if it may have been sent.</returns>
    internal bool TryForbid() => Interlocked.CompareExchange(ref _state, Forbidden, NotStarted) is NotStarted or Forbidden or BrokenOff
        || Interlocked.CompareExchange(ref _state, Forbidden, Started) is Started or Forbidden or BrokenOff;

    /// <summary>Records that the body started no job. From now on, it cannot be sent.</summary>
    internal void Forbid() => Volatile.Write(ref _state, Forbidden);

    /// <summary>Records that nothing was sent. From now on, the body can be sent only if no handler has read it.</summary>
    internal void NotSent() => Volatile.Write(ref _state, Volatile.Read(ref _state) == NotStarted ? NotStarted : Forbidden);

    /// <summary>Records that a handler sends another body in place of this one. Sending that body cannot be observed.</summary>
    /// <returns>False if the other body must not be sent, because the client has already reported that nothing was sent.</returns>
    // isNext: true before the other body is sent; false afterwards. After that, a wrapper must not write this body.
    internal bool Notice(HttpContent? sent, bool isNext) => ReferenceEquals(sent, this)
        ? !isNext || Volatile.Read(ref _state) is not (Replaced or Forbidden)
        : Interlocked.CompareExchange(ref _state, isNext ? Replaced : Whole, NotStarted) is var state and not (Forbidden or BrokenOff)
            && (state is NotStarted or Whole || (isNext && state == Replaced)
                || Interlocked.CompareExchange(ref _state, Whole, state) is not (Forbidden or BrokenOff));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Start() is { } body ? stream.WriteAsync(body, cancellationToken).AsTask() : WriteAsync(_files!, stream, cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Start() is { } body)
        {
            stream.Write(body.Span);
        }
        else
        {
            // Blocks, because files can only be read asynchronously.
            WriteAsync(_files!, stream, cancellationToken).GetAwaiter().GetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        var known = InMemory is { } body ? body.Length : _files!.Length;
        length = known ?? 0;
        return known is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _files is not null)
        {
            // Forbid sending first: afterwards, a failed read of a closed file would count as a problem with the file.
            TryForbid();
            _files.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task WriteAsync(ISubmitBody files, Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await files.WriteAsync(stream, GoOn, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenBodyException problem)
        {
            _problem = problem;
            Interlocked.CompareExchange(ref _state, BrokenOff, Started);
            throw;
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(ISubmitBody files, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _state) != NotStarted)
        {
            // The files are not read again: this call succeeds only if a handler has already buffered the body in the HttpContent.
            return await ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        using var whole = new MemoryStream();
        try
        {
            await files.WriteAsync(whole, _ => GoOn(isLast: false), cancellationToken).ConfigureAwait(false);
            return whole.ToArray();
        }
        catch (Exception exception)
        {
            // Any exception is rethrown. The files were partly read, so this body cannot be sent.
            _problem = exception as BrokenBodyException;
            Interlocked.CompareExchange(ref _state, _problem is null ? Forbidden : BrokenOff, NotStarted);
            throw;
        }
    }

    private void GoOn(bool isLast)
    {
        if ((isLast ? Interlocked.CompareExchange(ref _state, Whole, Started) : Volatile.Read(ref _state)) == Forbidden)
        {
            throw Stopped();
        }
    }

    // Returns the body if it is in memory. Reads InMemory only once, because a handler may be buffering the body at the same time.
    private ReadOnlyMemory<byte>? Start()
    {
        var body = InMemory;
        var before = Interlocked.CompareExchange(ref _state, body is null ? Started : Whole, NotStarted);
        var isFirst = before == NotStarted || Interlocked.CompareExchange(ref _state, Whole, Replaced) == Replaced;
        return isFirst ? body : throw (before == Forbidden ? Stopped() : new RepeatedSubmitException());
    }

    private static Exception Stopped() => new OperationCanceledException("This submit was cancelled before it was sent.");
}

/// <summary>A submit's body. It is written in many steps.</summary>
internal interface ISubmitBody : IDisposable
{
    long? Length { get; }

    /// <exception cref="BrokenBodyException">The body cannot be written completely, so its end was not written.</exception>
    // goOn: called before each step; its argument is true before the last step. Throws if the body must not be sent any further.
    Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken);
}

/// <summary>The body of a submit cannot be written completely.</summary>
internal abstract class BrokenBodyException(string message, Exception? inner) : Exception(message, inner);
