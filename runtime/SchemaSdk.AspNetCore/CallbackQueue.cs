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

    private readonly Channel<TakenCallback> _waiting = Channel.CreateBounded<TakenCallback>(most);

    // Those that wait or are looked at, and known jobs that were looked at within the interval: it has no more than there are of both.
    // True: another one came since the look began.
    private readonly ConcurrentDictionary<(string RequestId, string? Key), bool> _merged = new();

    private int _isRunning;

    internal void Add(TakenCallback callback)
    {
        if (_merged.AddOrUpdate(callback.Subject, false, static (_, _) => true))
        {
            return;
        }

        if (!_waiting.Writer.TryWrite(callback))
        {
            _merged.TryRemove(callback.Subject, out _);
        }

        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            for (var reader = 0; reader < Readers; reader++)
            {
                _ = ReadAsync();
            }
        }
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
                if (await IsKnownAsync(callback).ConfigureAwait(false))
                {
                    _ = SeparateAsync(callback, interval + Pause);
                }
                else
                {
                    await SeparateAsync(callback, Pause).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // After the time, the next one like this is a hint of its own, as are together all that came meanwhile: the job may have ended since.
    private async Task SeparateAsync(TakenCallback callback, TimeSpan after)
    {
        await Task.Delay(after, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
        if (_merged.TryRemove(callback.Subject, out var isAgain) && isAgain)
        {
            Add(callback);
        }
    }

    private async Task<bool> IsKnownAsync(TakenCallback callback)
    {
        try
        {
            if (await jobs.HintAsync(callback.RequestId, callback.ProvenKey, stop).ConfigureAwait(false) is not null)
            {
                return true;
            }

            if (!callback.IsProven
                && callback.Key is { } named
                && await jobs.FindAsync(named, stop).ConfigureAwait(false) is { State: LedgerState.Unknown } unknown)
            {
                NotProven(log, callback.RequestId, unknown.Key, unknown.ModelId);
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // Whatever failed, the job is polled as without the callback.
            Failed(log, exception);
        }

        return false;
    }

    [LoggerMessage(1, LogLevel.Debug, "A callback led to no look at its job, which is polled as without it")]
    private static partial void Failed(ILogger log, Exception error);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "A callback without a proof says that request {RequestId} is job {Key} of {ModelId}, which is unknown. It stays unknown: compare "
            + "both at the service, then settle it")]
    private static partial void NotProven(ILogger log, string requestId, string key, string modelId);
}
