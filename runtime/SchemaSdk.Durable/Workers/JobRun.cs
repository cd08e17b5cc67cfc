namespace SchemaSdk.Durable.Workers;

/// <summary>Takes one job from its current state to its delivery, step by step.</summary>
internal sealed partial class JobRun(ModelJobsParts parts, LedgerEntry claimed)
{
    private static readonly TimeSpan LostTime = TimeSpan.FromDays(1);   // time to fix a wrong token, which may be why the job is not found

    private readonly Pause _pause = parts.NewPause();
    private LedgerEntry _entry = claimed;
    private long? _lostAt;   // when the service first answered that it does not know the job; null after any other outcome

    internal string Key { get; } = claimed.Key;
    internal string ModelId { get; } = claimed.ModelId;

    /// <summary>Completes once this process has stopped working on the job. Never fails.</summary>
    internal Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Completes once the job is released or the host stops. Never fails.</summary>
    internal Task Released { get; set; } = Task.CompletedTask;
    internal bool IsBeingReleased { get; set; }

    /// <summary>The job at the service; null until it is submitted or attached to.</summary>
    internal ModelJob<JsonElement>? Job { get; private set; }
    internal bool IsToSubmit { get; set; } = claimed.State == LedgerState.Intended;

    /// <summary>True if the job has ended, but its files cannot be downloaded yet.</summary>
    internal bool LacksFiles { get; private set; }

    /// <summary>True if this process cannot continue with the job, but another process perhaps can.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>True if this process left the job for a reason that may concern only this job, its customer or its model.</summary>
    internal bool IsOfOne { get; private set; }

    /// <summary>Frees the memory of the job's input and result now, because the ledger may take a long time to release the job.</summary>
    internal void End() => (Job, LacksFiles, _entry) = (null, false, _entry.WithoutContent());

    /// <summary>Takes the job one step further. Returns false if this process is to stop working on it.</summary>
    internal async Task<bool> StepAsync(CancellationToken stop)
    {
        _entry = _entry.State == LedgerState.Accepted ? _entry.WithoutContent() : _entry;
        var (before, failure, result) = (_entry, (Exception?)null, (ModelResult<JsonElement>?)null);
        try
        {
            switch (before)
            {
                case { State: LedgerState.Intended, IsQueued: true }:
                    if (!await SubmitAsync(stop).ConfigureAwait(false))
                    {
                        return false;
                    }

                    break;
                case { State: LedgerState.Ended } when !parts.Delivery.HasHandler && !LacksFiles:
                    // Only a faulty ledger returns an ended job here, and may do so again at once.
                    await _pause.WaitAsync(stop).ConfigureAwait(false);
                    return false;
                case { State: LedgerState.Accepted or LedgerState.Ended }:
                    Job ??= parts.Client.Attach(before, new RunOptions { LeavesDelivery = true });
                    result = await ReportedAsync(() => Job.WaitAsync(stop)).ConfigureAwait(false);
                    break;
                default:
                    return false;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            // Catches everything, because the job's state in the ledger decides what happens next.
            failure = exception;
        }

        // When the host stops, the outcome of a submit is awaited until the drain time has passed. All other work ends immediately.
        var until = before.State == LedgerState.Intended ? parts.Abandoned : stop;
        _lostAt = failure is ModelApiException { IsUnknownRequest: true } ? _lostAt ?? parts.Time.GetTimestamp() : null;
        if (before is { State: LedgerState.Accepted, Attempt: not { HasOwnToken: true } } && _lostAt is { } lostAt
            && parts.Time.GetElapsedTime(lostAt) >= LostTime)
        {
            // Otherwise, callers would wait forever. If the ledger fails, the next step tries again. A job that was sent with its own token
            // is excluded, because the worker's token may not give access to it.
            await new JobRecord(parts.Ledger, before).LostAsync().WaitAsync(until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ReadAsync(until).ConfigureAwait(false);
        var mayNeedOwnToken = before is { State: LedgerState.Ended, Attempt.HasOwnToken: true } && _lostAt is not null;
        var isLeft = _entry.State == before.State && (mayNeedOwnToken || JobFailures.IsOfProcess(failure, _entry.State));

        // Another job can be claimed now, even if the submit of this job failed.
        parts.Runs.Submitted(this);
        if (_entry.State == LedgerState.Sending && failure is not null)
        {
            await SubmittedAsync(failure, until).ConfigureAwait(false);
        }

        if (_entry.State == LedgerState.Ended && (result is not null || (JobFailures.IsEnd(failure) && !mayNeedOwnToken)))
        {
            if (before.State == LedgerState.Accepted)
            {
                parts.Failures.Followed();
            }

            return await EndAsync(result, failure as ModelException, stop).ConfigureAwait(false);
        }

        if (_entry.State == LedgerState.Intended && _entry.Lease.Owner is not null && _entry.Lease.Owner != parts.Ledger.Owner)
        {
            // This process's lease had expired. Another process has claimed the job and will submit it.
            return false;
        }

        if (_entry.State == LedgerState.Intended && failure is not null && JobFailures.IsFinal(failure))
        {
            var job = new JobRecord(parts.Ledger, _entry);
            await job.PutAsync(parts.Ledger.RefusalOf(failure)).WaitAsync(until).ConfigureAwait(false);
            _entry = job.Entry;
        }

        // If only the ledger failed for a while, the call that recorded the refusal reports that refusal.
        if (_entry.State == LedgerState.Refused && failure is not (null or ModelLedgerException { IsLasting: false }))
        {
            await parts.Delivery.RefusedAsync(_entry, failure).ConfigureAwait(false);
        }

        parts.Signals.Tell(Key);
        if (_entry.State != before.State)
        {
            _pause.Reset();
            return true;
        }

        TellPaused(failure);
        Job = failure is ModelTimeoutException ? null : Job;   // after a timeout, the next step attaches again, with a new timeout
        (IsLeft, IsOfOne) = (isLeft, isLeft && parts.Failures.IsOfOne(failure, _entry.Customer));
        await (isLeft ? Task.CompletedTask : _pause.WaitAsync(stop)).ConfigureAwait(false);
        return !isLeft;
    }

    private async Task<bool> EndAsync(ModelResult<JsonElement>? result, ModelException? error, CancellationToken stop)
    {
        if (result?.DownloadError is { } notSaved)
        {
            if (_entry.End?.FilesError is null)
            {
                // Without a handler, releases the job, so that a worker with a handler can deliver it.
                parts.Signals.Tell(Key);
                await (parts.Delivery.HasHandler || LacksFiles ? Task.CompletedTask : parts.Ledger.ReleaseAsync([Key], stop).AsTask())
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // the release is repeated when the run ends
                LacksFiles = true;
                WorkerLog.RunPaused(parts.Log, notSaved, Key, ModelId, _entry.State);
                parts.Failures.Tell(nameof(EndAsync), notSaved, count => WorkerLog.FilesNotSaved(parts.Log, notSaved, Key, ModelId, count));
                await _pause.WaitAsync(stop).ConfigureAwait(false);
                return true;
            }

            WorkerLog.FilesLost(parts.Log, notSaved, Key, ModelId);
            parts.Runs.LostFiles();
        }

        // Cleared before the handler runs, because a slow handler does not mean that files are missing.
        LacksFiles = false;
        parts.Signals.Tell(Key);
        IsOfOne = IsLeft = parts.Delivery.HasHandler
            && !await parts.Delivery.DeliverAsync(_entry, result, error, stop).ConfigureAwait(false);
        return false;
    }

    // Remembers a failure that affects all jobs, so that the health check fails and claims slow down.
    private async Task<T> ReportedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (!(_entry.State == LedgerState.Ended && exception is ModelLedgerException))
        {
            // Ledger failures for an ended job are skipped. They affect only that job, for example if its result cannot be decrypted.
            parts.Failures.Send(exception, _entry.Customer);
            throw;
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        for (var pause = parts.NewPause(); ; await pause.WaitAsync(stop).ConfigureAwait(false))
        {
            try
            {
                // If the ledger has removed the job, another process recorded its delivery or refusal while this process was suspended.
                _entry = await parts.Ledger.FindAsync(Key, stop).ConfigureAwait(false) ?? _entry with { State = LedgerState.Delivered };
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // Catches everything, because an application's ledger can throw any exception while its database is unreachable.
                TellPaused(exception);
            }
        }
    }

    private void TellPaused(Exception? failure)
    {
        WorkerLog.RunPaused(parts.Log, failure, Key, ModelId, _entry.State);
        parts.Failures.Tell(nameof(JobRun), failure, count => WorkerLog.Failing(parts.Log, failure, count, Key, ModelId));
    }
}
