using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>Makes hints of callbacks, a few at a time, after their senders have got an answer.</summary>
internal sealed partial class CallbackQueue(IModelJobs jobs, int most, ILogger log, CancellationToken stop)
{
    private const int Readers = 8;

    // After an id that the ledger does not have, or a failure: so many of them are looked up in a second, however many come.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<TakenCallback> _waiting = Channel.CreateBounded<TakenCallback>(
        new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _isRunning;

    internal void Add(TakenCallback callback)
    {
        _waiting.Writer.TryWrite(callback);
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
                if (!await IsKnownAsync(await _waiting.Reader.ReadAsync(stop).ConfigureAwait(false)).ConfigureAwait(false))
                {
                    await Task.Delay(Pause, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> IsKnownAsync(TakenCallback callback)
    {
        try
        {
            // Without the proof the key is a stranger's word, and would bind any request of the account to the job.
            var key = callback.IsProven ? callback.Key : null;
            if (await jobs.HintAsync(callback.RequestId, key, stop).ConfigureAwait(false) is not null)
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
