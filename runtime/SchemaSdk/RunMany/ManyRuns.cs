using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.RunMany;

/// <summary>Runs a model on many inputs, several at a time, and returns each run as it ends.</summary>
// left: called for each run that is not returned to the caller. maxInFlight: limits the runs that have started but are not returned yet.
// client: null in tests that override the calls. openQueue: null to submit without a queue.
internal sealed class ManyRuns<TInput, TOutput>(
    Func<TInput, QuotaTurn?, CancellationToken, Task<ModelResult<TOutput>>> run, Action<ModelRun<TInput, TOutput>> left, int maxInFlight,
    ClientStop? client, Func<QuotaQueue>? openQueue)
{
    internal async IAsyncEnumerable<ModelRun<TInput, TOutput>> EnumerateAsync(
        Func<CancellationToken, IAsyncEnumerator<TInput>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Disposing the client does not cancel this token: the disposed client ends the runs itself, with its own exception.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var end = client?.EndWithClient(noMore) ?? default;
        using var queue = openQueue?.Invoke();
        using var room = new SemaphoreSlim(maxInFlight);
        var inputs = open(noMore.Token);
        Task<bool>? move = null;
        Exception? failure = null;

        // Unbounded, because room already limits the runs.
        var results = Channel.CreateUnbounded<ModelRun<TInput, TOutput>>();

        // The code that starts runs counts as one open run, because it may start more runs.
        var running = 1;
        var (wasStopped, hasEnded) = (false, false);
        try
        {
            _ = BeginAsync();
            await foreach (var ended in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                // A cancellation may stop a run before it cancels noMore. If the inputs end in between, only wasStopped shows the stop.
                wasStopped |= (cancellationToken.IsCancellationRequested || client?.IsDisposed == true) && ended.Error is not null;
                yield return ended;
                room.Release();
            }

            // Thrown only after all started runs have been returned.
            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            if (wasStopped || !hasEnded)
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
            var canceling = stop.CancelAsync();   // awaited last, because an application's callback may throw an exception
            await foreach (var ended in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                left(ended);
            }

            // DisposeAsync first waits for a pending MoveNextAsync, which can take long. In that case, the disposal is not awaited.
            var disposing = DisposeAsync();
            if (move is not { IsCompleted: false })
            {
                await disposing.ConfigureAwait(false);
            }

            await canceling.ConfigureAwait(false);
        }

        // Runs in parallel with the code that returns the results, so that a slow source delays no result.
        async Task BeginAsync()
        {
            try
            {
                for (var index = 0; ; index++)
                {
                    await room.WaitAsync(noMore.Token).ConfigureAwait(false);

                    // A source may block its thread or ignore the token. Task.Run and WaitAsync keep the source from delaying the caller.
                    move = Task.Run(() => inputs.MoveNextAsync().AsTask(), CancellationToken.None);
                    var isThere = await move.WaitAsync(noMore.Token).ConfigureAwait(false);
                    noMore.Token.ThrowIfCancellationRequested();
                    if (!isThere)
                    {
                        hasEnded = true;
                        break;
                    }

                    var input = inputs.Current;
                    Interlocked.Increment(ref running);
                    _ = RunAsync(input, index, queue?.NewTurn());
                }
            }
            catch (Exception exception)
            {
                // The application's sequence of inputs can throw any exception.
                failure = exception is OperationCanceledException && noMore.IsCancellationRequested ? null : exception;
            }

            EndOne();
        }

        async Task DisposeAsync()
        {
            await ((Task?)move ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await inputs.DisposeAsync().ConfigureAwait(false);
        }

        async Task RunAsync(TInput input, int index, QuotaTurn? turn)
        {
            ModelRun<TInput, TOutput> ended;
            try
            {
                ended = new ModelRun<TInput, TOutput>(input, await run(input, turn, stop.Token).ConfigureAwait(false)) { Index = index };
            }
            catch (Exception exception)
            {
                ended = new ModelRun<TInput, TOutput>(input, exception) { Index = index };
            }

            turn?.Dispose();
            results.Writer.TryWrite(ended);
            EndOne();
        }

        void EndOne()
        {
            if (Interlocked.Decrement(ref running) == 0)
            {
                results.Writer.Complete();
            }
        }
    }
}
