using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>Checks the jobs of callbacks in the background, a few at a time. Several callbacks about one job cause one check.</summary>
// most: the maximum number of waiting callbacks.
// interval: the minimum time between two checks of one job.
// log: the logger for callbacks that had no effect.
// stop: cancelled when the host stops.
internal sealed class CallbackQueue(IModelJobs jobs, int most, TimeSpan interval, ILogger log, CancellationToken stop)
{
    private const int Readers = 8;

    // The pause after a lookup that failed or found no job, to limit such lookups per second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The repeated checks for one callback take five minutes with the default interval. By then, the submit of the job has ended.
    private const int MostRepeats = 30;

    private readonly Channel<TakenCallback> _waiting = Channel.CreateBounded<TakenCallback>(most);

    // The subjects of the callbacks that are waiting, being checked, or recently checked. True if another callback with the same subject
    // has arrived since the check began.
    private readonly ConcurrentDictionary<(string RequestId, string? Key), bool> _merged = new();

    // The keys of the jobs that were checked within the interval, each with the first callback's subject. A later callback about the same
    // job may have another subject.
    private readonly ConcurrentDictionary<string, (string RequestId, string? Key)> _first = new(StringComparer.Ordinal);

    // The keys of the unknown jobs for which a callback without a valid proof was logged within the interval.
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);

    private readonly object _adding = new();
    private int _isRunning;

    /// <summary>Adds a callback, to check its job later.</summary>
    /// <returns>False if the queue is full or the host is stopping.</returns>
    internal bool TryAdd(TakenCallback callback)
    {
        // Without this lock, another callback could be merged with this one before the full queue rejects this one. Both would be lost.
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
            // The readers run for as long as the host, so they must not use the trace and the log scopes of this request.
            using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            for (var reader = 0; reader < Readers; reader++)
            {
                _ = Task.Run(ReadAsync, CancellationToken.None);
            }
        }

        return true;
    }

    private async Task ReadAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var callback = await _waiting.Reader.ReadAsync(stop).ConfigureAwait(false);
                _merged[callback.Subject] = false;
                await LookAsync(callback).ConfigureAwait(false);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // The host is stopping and may already have disposed of the ledger, so ignore the failure.
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
                // HintAsync may have waited for a check that began before this callback, so check again later unless the job has ended.
                var isOld = !_first.TryAdd(job.Key, callback.Subject) && job.State is (LedgerState.Accepted or LedgerState.Unknown);
                var isUnknown = job.State == LedgerState.Unknown && job.Key == callback.Key;
                if (isUnknown && callback is { IsProven: false, Repeats: 0 })
                {
                    _ = LogNotProvenAsync(callback.RequestId, job);
                }
                else if (isUnknown && callback.IsProven && !isOld)
                {
                    Quietly(() => CallbackLog.NotConfirmed(log, callback.RequestId, job.Key));
                }

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
            Quietly(() => CallbackLog.Failed(log, exception));

            // The job exists: its key is proven, or the ledger found it before the service failed. Repeat the check, because the worker
            // does not poll unknown jobs.
            if (callback.IsProven || exception is ModelException and not ModelLedgerException)
            {
                _ = SeparateAsync(callback, interval + Pause, isRepeated: true);
                await Task.Delay(Pause, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
                return;
            }
        }

        await SeparateAsync(callback, Pause, isRepeated: false).ConfigureAwait(false);
    }

    // Checks the job again after a pause, if the last check must be repeated or another such callback has arrived since it began.
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
        else if (isRepeated && callback is { IsProven: true, Key: { } key })
        {
            Quietly(() => CallbackLog.NotConfirmed(log, callback.RequestId, key));
        }
    }

    // Retries until the queue has space, because the sender already has its answer and will not send the callback again.
    private async Task AddAsync(TakenCallback callback, TimeSpan after)
    {
        while (!TryAdd(callback))
        {
            await Task.Delay(after, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
        }
    }

    // The ledger gets the request id or the state Unknown only when the submit ends, so an earlier check found no job and must be repeated.
    private async Task<bool> IsTooEarlyAsync(TakenCallback callback)
    {
        if (callback.Key is not { } key || await jobs.FindAsync(key, stop).ConfigureAwait(false) is not { } named)
        {
            return false;
        }

        if (!callback.IsProven && named.State == LedgerState.Unknown)
        {
            _ = LogNotProvenAsync(callback.RequestId, named);
        }

        var isTooEarly = named.State is LedgerState.Sending or LedgerState.Unknown || named.RequestId == callback.RequestId;
        if (callback.IsProven && !isTooEarly)
        {
            Quietly(() => CallbackLog.NotRecorded(log, callback.RequestId, named.Key, named.ModelId, named.State));
        }

        return callback.IsProven && isTooEarly;
    }

    // Logs once per job and interval. Otherwise, anyone could fill the log with callbacks that have different request ids.
    private async Task LogNotProvenAsync(string requestId, LedgerEntry job)
    {
        if (_logged.TryAdd(job.Key, true))
        {
            Quietly(() => CallbackLog.NotProven(log, requestId, job.Key, job.ModelId));
            await Task.Delay(interval, jobs.Ledger.Options.TimeProvider, stop).ConfigureAwait(false);
            _logged.TryRemove(job.Key, out _);
        }
    }

    // An exception from a log provider must not stop the reader of the queue, or prevent the job from being checked again.
    private static void Quietly(Action write)
    {
        try
        {
            write();
        }
        catch (Exception)
        {
            // A log provider can throw any exception. The log itself failed, so this exception cannot be logged.
        }
    }
}
