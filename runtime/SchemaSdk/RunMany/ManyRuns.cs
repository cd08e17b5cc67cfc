using System.Runtime.CompilerServices;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.RunMany;

/// <summary>Runs inputs, several at a time, and returns each run as it ends.</summary>
// left: receives each run that is not returned to the caller.
// maxInFlight: counts runs that have not been returned yet, even if they have ended.
// client: null in tests that override the calls.
// openLine: opens the queue of the inputs; null if they are submitted like any other input.
internal sealed class ManyRuns<TInput, TOutput>(
    Func<TInput, QuotaPlace?, CancellationToken, Task<ModelResult<TOutput>>> run,
    Action<ModelRun<TInput, TOutput>> left,
    int maxInFlight,
    ClientStop? client,
    Func<QuotaLine>? openLine)
{
    internal async IAsyncEnumerable<ModelRun<TInput, TOutput>> EnumerateAsync(
        Func<CancellationToken, InputSource<TInput>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not linked to the end of the client, because a disposed client ends the runs itself, with its own exception.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var end = client?.EndWithClient(noMore) ?? default;
        using var line = openLine?.Invoke();
        using var room = new SemaphoreSlim(maxInFlight);
        var source = open(noMore.Token);
        var results = new RunResults<TInput, TOutput>();
        var wasStopped = false;
        try
        {
            _ = BeginAsync(source, room, line, results, stop.Token, noMore.Token);
            while (await results.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (results.Reader.TryRead(out var ended))
                {
                    // After a cancellation, a run may end before noMore is cancelled too.
                    wasStopped |= (cancellationToken.IsCancellationRequested || client?.IsDisposed == true)
                        && ended.Error is OperationCanceledException or ObjectDisposedException;
                    yield return ended;
                    room.Release();
                }
            }

            // All started runs have been returned, so an exception may now report that inputs are missing.
            source.ThrowIfFailed();
            if (wasStopped || !source.HasEnded)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (client?.IsDisposed == true)
                {
                    throw new ObjectDisposedException($"{nameof(SchemaSdk)}.{nameof(ModelClient)}");
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await foreach (var ended in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                left(ended);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts a run whenever there is capacity and an input.</summary>
    // Runs in parallel with the code that reads the results; neither waits for the other.
    private async Task BeginAsync(
        InputSource<TInput> source,
        SemaphoreSlim room,
        QuotaLine? line,
        RunResults<TInput, TOutput> results,
        CancellationToken stop,
        CancellationToken noMore)
    {
        for (var index = 0; ; index++)
        {
            await room.WaitAsync(noMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!await source.HasNextAsync().ConfigureAwait(false) || !source.TryTake(out var input))
            {
                break;
            }

            results.Begin();
            _ = RunAsync(input, index, line?.NewPlace(), results, stop);
        }

        results.BeginNoMore();
    }

    private async Task RunAsync(TInput input, int index, QuotaPlace? place, RunResults<TInput, TOutput> results, CancellationToken stop)
    {
        ModelRun<TInput, TOutput> ended;
        try
        {
            ended = new ModelRun<TInput, TOutput>(input, await run(input, place, stop).ConfigureAwait(false)) { Index = index };
        }
        catch (Exception exception)
        {
            ended = new ModelRun<TInput, TOutput>(input, exception) { Index = index };
        }

        place?.Dispose();
        results.End(ended);
    }
}
