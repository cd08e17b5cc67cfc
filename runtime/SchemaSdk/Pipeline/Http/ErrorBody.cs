namespace SchemaSdk.Pipeline.Http;

/// <summary>Reads the start of a body whose HTTP status alone is decisive. Reading never fails, and takes at most two seconds.</summary>
internal static class ErrorBody
{
    private const int MaxBytes = 64 << 10;

    // An error text arrives with its headers or directly after them. The limit is shorter than the five extra seconds of a submit, so that
    // a refusal can still be read within those seconds.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (buffer, count) = (new byte[MaxBytes], 0);
        using var time = new CancellationTokenSource(Time, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);

        // The stream of an application's handler may ignore the cancellation token, so the wait observes it too.
        await FillAsync(linked.Token).WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return buffer.AsMemory(0, Volatile.Read(ref count)).ToArray();

        async Task FillAsync(CancellationToken stop)
        {
            try
            {
                using var stream = await ContentDecoding.OpenAsync(content, isOwn: false, stop).ConfigureAwait(false);
                while (count < MaxBytes && await stream.ReadAsync(buffer.AsMemory(count), stop).ConfigureAwait(false) is var read and > 0)
                {
                    Volatile.Write(ref count, count + read);
                }
            }
            catch (Exception)
            {
                // The status alone shows that the call was refused, so it does not matter why the text could not be read: an interruption,
                // bad compression, a cancellation, or an exception of an application's stream. If this counted as a failure, a definite
                // refusal would become an unknown outcome.
            }
        }
    }
}
