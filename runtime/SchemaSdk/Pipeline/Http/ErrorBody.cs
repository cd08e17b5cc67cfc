namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// Reads the start of the body of an answer whose HTTP status alone is decisive. Reading never fails, takes at most two seconds, and keeps
/// what was received.
/// </summary>
internal sealed class ErrorBody
{
    // An error text arrives with its headers or directly after them. The limit is shorter than the five extra seconds of a submit, so that
    // a refusal can still be read within those seconds.
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    private const int MaxBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _count;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = new ErrorBody();
        using var time = new CancellationTokenSource(Time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);

        // The stream of an application's handler may ignore the cancellation token, so the wait observes it too.
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
            // The status alone shows that the call was refused, so it does not matter why the text could not be read: an interruption, bad
            // compression, a cancellation, or an exception of an application's stream. If this counted as a failure, a definite refusal
            // would become an unknown outcome.
        }
    }
}
