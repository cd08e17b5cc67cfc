using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SchemaSdk.Jobs;

/// <summary>Runs inputs, some at a time, and gives what came of each as it ends.</summary>
/// <param name="run">Runs one.</param>
/// <param name="left">Told of a run whose outcome nobody asks for any more.</param>
/// <param name="maxInFlight">How many are run, or have ended and are not taken yet.</param>
/// <param name="client">Ends it when it is disposed; null: there is none, as in tests that replace the calls.</param>
internal sealed class ManyRuns<TInput, TOutput>(
    Func<TInput, CancellationToken, Task<ModelResult<TOutput>>> run,
    Action<ModelRun<TInput, TOutput>> left,
    int maxInFlight,
    ClientContext? client)
{
    internal async IAsyncEnumerable<ModelRun<TInput, TOutput>> EnumerateAsync(
        Func<CancellationToken, InputSource<TInput>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A disposed client ends the runs by itself, and says so.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var end = client?.EndWithClient(noMore) ?? default;
        var source = open(noMore.Token);

        // What was begun and not taken is bounded, so this is too.
        var results = Channel.CreateUnbounded<ModelRun<TInput, TOutput>>();
        var (begun, taken, wasStopped) = (0, 0, false);
        try
        {
            while (true)
            {
                while (begun - taken < maxInFlight && source.TryTake(out var input))
                {
                    _ = RunAsync(input, begun++, results.Writer, stop.Token);
                }

                if (results.Reader.TryRead(out var ended))
                {
                    taken++;
                    wasStopped |= noMore.IsCancellationRequested && ended.Error is OperationCanceledException or ObjectDisposedException;
                    yield return ended;
                }
                else if (taken < begun)
                {
                    var anyEnded = results.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
                    await Task.WhenAny(anyEnded, source.NextAsync(begun - taken < maxInFlight)).ConfigureAwait(false);
                }
                else if (!await source.HasNextAsync().ConfigureAwait(false))
                {
                    break;
                }
            }

            // Whatever was begun has been given: now it can be said that this is not all.
            source.ThrowIfFailed();
            if (wasStopped || !source.HasEnded)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(client?.Disposed.IsCancellationRequested == true, typeof(ModelClient));
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            for (; taken < begun; taken++)
            {
                left(await results.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false));
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(TInput input, int index, ChannelWriter<ModelRun<TInput, TOutput>> results, CancellationToken stop)
    {
        ModelRun<TInput, TOutput> ended;
        try
        {
            ended = new ModelRun<TInput, TOutput>(input, await run(input, stop).ConfigureAwait(false)) { Index = index };
        }
        catch (Exception exception)
        {
            ended = new ModelRun<TInput, TOutput>(input, exception) { Index = index };
        }

        results.TryWrite(ended);
    }
}
