namespace SchemaSdk.Pipeline.Http;

/// <summary>Reads a body into memory, up to a limit on its decompressed size.</summary>
internal static class CappedBody
{
    internal const int MaxBytes = 64 << 20;

    /// <summary>The size limit of a usually short answer: to an upload, a cancel, or a status call without logs.</summary>
    internal const int MaxShortBytes = 1 << 20;

    private const int FirstBytes = 1 << 10;
    private const int MostBytesAtOnce = 1 << 20;
    private const int MaxErrorBytes = 64 << 10;

    // Shorter than SubmitAttempt.Grace, so that a submit that is stopped can still read a refusal.
    private static readonly TimeSpan ErrorTime = TimeSpan.FromSeconds(2);

    /// <returns>The body. A byte order mark is left out.</returns>
    /// <exception cref="IOException">
    /// The body is larger than <paramref name="most"/>, cannot be decompressed within that size, or was interrupted.
    /// </exception>
    internal static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        HttpContent content, int most, HeardBody? heard, CancellationToken cancellationToken)
    {
        // If a body is too large, its start is useful only to a caller that passed a HeardBody.
        var announced = ContentDecoding.LengthOf(content) ?? FirstBytes;
        if (announced > most && heard is null)
        {
            throw TooLarge(most);
        }

        // One byte more than announced, so that the buffer need not grow to detect the end.
        var buffer = new byte[(int)Math.Min(announced, MostBytesAtOnce - 1) + 1];
        var count = 0;
        using var stream = await ContentDecoding.OpenAsync(content, cancellationToken).ConfigureAwait(false);
        while (await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            count += read;
            heard?.Set(buffer, count);
            if (count > most)
            {
                throw TooLarge(most);
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length >= most / 2 ? most + 1 : 2 * buffer.Length);
            }
        }

        return WithoutMark(buffer.AsMemory(0, count));
    }

    internal static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    private static IOException TooLarge(int most) => new($"The answer is larger than {most >> 20} MiB.");

    /// <summary>Reads an error's body in the given time. Without a time, reads only its start, in two seconds. Never fails.</summary>
    internal static async Task<ReadOnlyMemory<byte>> ReadErrorAsync(
        HttpContent content, TimeSpan? wholeTime, TimeProvider clock, CancellationToken cancellationToken)
    {
        var heard = new HeardBody();
        using var time = new CancellationTokenSource(wholeTime ?? ErrorTime, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);

        // Failures are ignored, because the status alone shows the refusal. An exception would make the outcome unknown.
        var reading = ReadAsync(content, wholeTime is null ? MaxErrorBytes : MaxBytes, heard, linked.Token).AsTask();
        _ = reading.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        // The stream of an application's handler may ignore the token, so the wait observes the token too.
        await ((Task)reading).WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var text = heard.Text;
        return reading.IsCompletedSuccessfully ? text : text[..Math.Min(text.Length, MaxErrorBytes)];
    }
}

/// <summary>The received part of an answer's body. Even without the rest, it may have the request id of a charged job.</summary>
internal sealed class HeardBody
{
    private Part? _part;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token;

    /// <summary>The received text without a byte order mark, and with the token masked.</summary>
    internal ReadOnlyMemory<byte> Text => Volatile.Read(ref _part) is { } part
        ? TokenMask.Hide(CappedBody.WithoutMark(part.Buffer.AsMemory(0, part.Count)), Volatile.Read(ref _token), isCut: true) : default;

    internal void Hide(string token) => Volatile.Write(ref _token, token);

    /// <summary>Sets the received part. The bytes must not change after this call, because another thread may read them.</summary>
    internal void Set(byte[] buffer, int count) => Volatile.Write(ref _part, new Part(buffer, count));

    private sealed record Part(byte[] Buffer, int Count);
}
