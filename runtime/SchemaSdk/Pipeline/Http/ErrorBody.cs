namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// The start of a body whose status already says enough. Reading it never fails, takes at most two seconds, and keeps what was received.
/// </summary>
internal sealed class ErrorBody
{
    /// <summary>The timeout for the body.</summary>
    // Such a text comes with its headers or directly after them. Shorter than the last five seconds of a submit, so a refusal is read in
    // them.
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    private const int MaxBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _count;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = new ErrorBody();
        using var time = new CancellationTokenSource(Time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);

        // The stream of an application's own handler may ignore the token, so the wait has its own.
        await body.FillAsync(content, stop.Token).WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return body._buffer.AsMemory(0, Volatile.Read(ref body._count)).ToArray();
    }

    private async Task FillAsync(HttpContent content, CancellationToken stop)
    {
        try
        {
            var stream = await ContentDecoding.OpenAsync(content, stop).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (_count < MaxBytes
                    && await stream.ReadAsync(_buffer.AsMemory(_count), stop).ConfigureAwait(false) is var read and > 0)
                {
                    Volatile.Write(ref _count, _count + read);
                }
            }
        }
        catch (Exception)
        {
            // The status is known and the refusal stands, whatever happens to its text: an interruption, bad compression, a stop, or an
            // exception of a stream of the application. Treated as a failure, a definite refusal would become unknown.
        }
    }
}
