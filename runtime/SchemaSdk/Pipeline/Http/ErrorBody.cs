namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// The beginning of a body of which the status has said enough already: reading it never fails, takes no more than two seconds, and
/// keeps what came.
/// </summary>
internal sealed class ErrorBody
{
    /// <summary>The time for which the body is awaited.</summary>
    // Such a text comes with its head or right behind it. Less than the last five seconds of a submit: a refusal is heard in them.
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    private const int MaxBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _count;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = new ErrorBody();
        using var time = new CancellationTokenSource(Time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);

        // The stream of an application's own handler may ignore the token; the wait does not.
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
            // The status is known and the refusal stands, whatever became of its text: a break, bad compression, a stop, or what
            // the stream of an application's own handler throws. Told as a failure, a definite refusal would become unknown.
        }
    }
}
