using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>
/// Makes hints of callbacks, a few at a time, after their senders have got an answer: one for all that name the same job.
/// </summary>
/// <param name="jobs">The jobs that callbacks are about.</param>
/// <param name="most">The number of callbacks that wait.</param>
/// <param name="interval">The shortest time between two looks at one job.</param>
/// <param name="log">Hears of callbacks that led to nothing.</param>
/// <param name="stop">The host stops.</param>
internal sealed partial class CallbackQueue(IModelJobs jobs, int most, TimeSpan interval, ILogger log, CancellationToken stop)
{
    private const int Readers = 8;

    // After an id that the ledger does not have, or a failure: so many of them are looked up in a second, however many come.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Five minutes with the default interval: a submit has an end by then, and a service that is away for longer is polled as well.
    private const int MostRepeats = 30;

    private readonly Channel<TakenCallback> _waiting = Channel.CreateBounded<TakenCallback>(most);

    // Those that wait or are looked at, and known jobs that were looked at within the interval: it has no more than there are of both.
    // True: another one came since the look began.
    private readonly ConcurrentDictionary<(string RequestId, string? Key), bool> _merged = new();

    // By the keys of jobs, which of those callbacks was looked at first within the interval: an id and a key may name the same job.
    private readonly ConcurrentDictionary<string, (string RequestId, string? Key)> _first = new(StringComparer.Ordinal);

    private readonly object _adding = new();
    private int _isRunning;

    /// <summary>Takes a callback, to look at its job later.</summary>
    /// <returns>False if it is not taken, because the queue is full or the host stops.</returns>
    internal bool TryAdd(TakenCallback callback)
    {
        // Together: another one that became one with this meanwhile would be lost with it.
        lock (_adding)
        {
            if (stop.IsCancellationRequested)
            {
                return false;
            }

            if (_merged.AddOrUpdate(callback.Subject, false, static (_, _) => true))
            {
                return true;
            }

            if (!_waiting.Writer.TryWrite(callback))
            {
                _merged.TryRemove(callback.Subject, out _);
                return false;
            }
        }

        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            for (var reader = 0; reader < Readers; reader++)
            {
                _ = ReadAsync();
            }
        }

        return true;
    }

    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var callback = await _waiting.Reader.ReadAsync(stop).ConfigureAwait(false);
                _merged[callback.Subject] = false;
                await LookAsync(callback).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(TakenCallback callback)
    {
        try
        {
            if (await jobs.HintAsync(callback.RequestId, callback.ProvenKey, stop).ConfigureAwait(false) is { } job)
            {
                if (callback is { IsProven: false, Repeats: 0 } && job.State == LedgerState.Unknown && job.Key == callback.Key)
                {
                    NotProven(log, callback.RequestId, job.Key, job.ModelId);
                }

                // Another one named the same job, whose look may have begun before this one came.
                var isOld = !_first.TryAdd(job.Key, callback.Subject) && job.State is (LedgerState.Accepted or LedgerState.Unknown);
                _ = SeparateAsync(callback, interval + Pause, isOld, job.Key);
                return;
            }

            if (await IsTooEarlyAsync(callback).ConfigureAwait(false))
            {
                _ = SeparateAsync(callback, interval + Pause, isRepeated: true);
                return;
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // Whatever failed, the job is polled as without the callback; one that is unknown is not, so that the look is repeated.
            Failed(log, exception);
            if (callback.IsProven || exception is ModelException and not ModelLedgerException)
            {
                _ = SeparateAsync(callback, interval + Pause, isRepeated: true);
                await Task.Delay(Pause, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
                return;
            }
        }

        await SeparateAsync(callback, Pause, isRepeated: false).ConfigureAwait(false);
    }

    // After the time, the next one like this is a hint of its own, as are together all that came meanwhile: the job may have ended since.
    private async Task SeparateAsync(TakenCallback callback, TimeSpan after, bool isRepeated, string? first = null)
    {
        await Task.Delay(after, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
        if (first is not null)
        {
            _first.TryRemove(KeyValuePair.Create(first, callback.Subject));
        }

        if (!_merged.TryRemove(callback.Subject, out var isAgain))
        {
            return;
        }

        if (isAgain)
        {
            _ = AddAsync(callback with { Repeats = 0 }, after);
        }
        else if (isRepeated && callback.Repeats < MostRepeats)
        {
            _ = AddAsync(callback with { Repeats = callback.Repeats + 1 }, after);
        }
    }

    // Its sender has got its answer, and does not send it again.
    private async Task AddAsync(TakenCallback callback, TimeSpan after)
    {
        while (!TryAdd(callback))
        {
            await Task.Delay(after, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
        }
    }

    // True: its job is being sent, and the ledger has the id once the service has answered, or the job is unknown then.
    private async Task<bool> IsTooEarlyAsync(TakenCallback callback)
    {
        if (callback.Key is not { } key || await jobs.FindAsync(key, stop).ConfigureAwait(false) is not { } named)
        {
            return false;
        }

        if (!callback.IsProven && named.State == LedgerState.Unknown)
        {
            NotProven(log, callback.RequestId, named.Key, named.ModelId);
        }

        return callback.IsProven && named.State == LedgerState.Sending;
    }

    [LoggerMessage(
        1,
        LogLevel.Debug,
        "A look at the job of a callback failed. It may be repeated; without it, a job that runs is polled, and an unknown one stays so")]
    private static partial void Failed(ILogger log, Exception error);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "A callback without a proof says that request {RequestId} is job {Key} of {ModelId}, which is unknown. It stays unknown: compare "
            + "both at the service, then settle it")]
    private static partial void NotProven(ILogger log, string requestId, string key, string modelId);
}
