using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>Makes hints of callbacks, a few at a time, after their senders have got an answer.</summary>
internal sealed partial class CallbackQueue(IModelJobs jobs, int most, ILogger log, CancellationToken stop)
{
    private const int Readers = 8;

    // After an id that the ledger does not have: so many of them are looked up in a second, however many come.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<(string RequestId, string? Key)> _waiting = Channel.CreateBounded<(string RequestId, string? Key)>(
        new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _isRunning;

    internal void Add(string requestId, string? key)
    {
        _waiting.Writer.TryWrite((requestId, key));
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
                var (requestId, key) = await _waiting.Reader.ReadAsync(stop).ConfigureAwait(false);
                if (await jobs.HintAsync(requestId, key, stop).ConfigureAwait(false) is null)
                {
                    await Task.Delay(Pause, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever failed, the job is polled as without the callback.
                Failed(log, exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "A callback led to no look at its job, which is polled as without it")]
    private static partial void Failed(ILogger log, Exception error);
}
