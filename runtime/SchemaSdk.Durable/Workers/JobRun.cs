namespace SchemaSdk.Durable.Workers;

/// <summary>Runs one job from its current state to its delivery.</summary>
internal sealed class JobRun(ModelJobsParts parts, LedgerEntry claimed)
{
    private static readonly RunOptions Leaving = new() { LeavesDelivery = true };

    private readonly Pause _pause = parts.NewPause();
    private LedgerEntry _entry = claimed;

    internal string Key { get; } = claimed.Key;

    internal string ModelId { get; } = claimed.ModelId;

    /// <summary>Completes once this process has stopped running the job. Never fails.</summary>
    internal Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Completes once the job is released or the host stops. Never fails.</summary>
    internal Task Released { get; set; } = Task.CompletedTask;

    internal bool IsBeingReleased { get; set; }

    /// <summary>The job at the service; null until it is submitted or attached to.</summary>
    internal ModelJob<JsonElement>? Job { get; private set; }

    internal bool IsToSubmit { get; set; } = claimed.State == LedgerState.Intended;

    /// <summary>True while the job has ended but its files cannot be downloaded.</summary>
    internal bool LacksFiles { get; private set; }

    /// <summary>True if this process cannot continue with the job but another process may.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>True if the job was left for a reason that may concern only its customer or its model.</summary>
    internal bool IsOfOne { get; private set; }

    /// <summary>Ends the run, and frees the content of a job that waits to be released.</summary>
    internal void End() => (Job, LacksFiles, _entry) = (null, false, _entry.WithoutContent());

    internal async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await StepAsync(stop).ConfigureAwait(false))
        {
        }
    }

    // Returns false if this process is done with the job.
    private async Task<bool> StepAsync(CancellationToken stop)
    {
        var (before, failure, result) = (_entry, (Exception?)null, (ModelResult<JsonElement>?)null);
        try
        {
            switch (before)
            {
                case { State: LedgerState.Intended, IsQueued: true }:
                    Job = await SubmitAsync(stop).ConfigureAwait(false);
                    break;
                case { State: LedgerState.Ended } when !parts.Delivery.HasHandler:
                    // An application's own ledger has wrongly returned an ended job, and might return it again immediately.
                    await _pause.WaitAsync(stop).ConfigureAwait(false);
                    return false;
                case { State: LedgerState.Accepted or LedgerState.Ended }:
                    Job ??= parts.Client.Attach(before, Leaving);
                    result = await WaitAsync(Job, stop).ConfigureAwait(false);
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
            // Whatever failed, the state in the ledger decides what happens next.
            failure = exception;
        }

        // A submit and its outcome are awaited even while the host stops.
        var until = before.State == LedgerState.Intended ? parts.Abandoned : stop;
        await ReadAsync(until).ConfigureAwait(false);
        var isLeft = _entry.State == before.State && JobFailures.IsOfProcess(failure, _entry.State);

        // The job has left the queue of submits, even if its submit failed.
        parts.Runs.Submitted(this);
        if (_entry.State == LedgerState.Sending && failure is not null)
        {
            await SubmittedAsync(failure, until).ConfigureAwait(false);
        }

        if (_entry.State == LedgerState.Ended && (result is not null || JobFailures.IsEnd(failure)))
        {
            if (before.State == LedgerState.Accepted)
            {
                parts.Failures.Followed();
            }

            return await EndAsync(result, failure as ModelException, stop).ConfigureAwait(false);
        }

        if (_entry.State == LedgerState.Intended && _entry.Lease.Owner is not null && _entry.Lease.Owner != parts.Ledger.Owner)
        {
            // The lease has expired, and the process that has claimed the job since then submits it.
            return false;
        }

        if (_entry.State == LedgerState.Intended && failure is not null && JobFailures.IsFinal(failure))
        {
            var job = new JobRecord(parts.Ledger, _entry);
            await job.PutAsync(parts.Ledger.RefusalOf(failure)).WaitAsync(until).ConfigureAwait(false);
            _entry = job.Entry;
        }

        if (_entry.State == LedgerState.Refused && failure is not null)
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
        (IsLeft, IsOfOne) = (isLeft, isLeft && parts.Failures.IsOfOne(failure, _entry.Customer));
        await (isLeft ? Task.CompletedTask : _pause.WaitAsync(stop)).ConfigureAwait(false);
        return !isLeft;
    }

    private async Task<bool> EndAsync(ModelResult<JsonElement>? result, ModelException? error, CancellationToken stop)
    {
        if (parts.Delivery.HasHandler && result?.DownloadError is { } notSaved)
        {
            // Without a FilesError, the download is retried first, because nothing is downloaded after the delivery.
            if (_entry.End?.FilesError is null)
            {
                JobLog.FilesNotSaved(parts.Log, notSaved, Key, ModelId);
                LacksFiles = true;
                await _pause.WaitAsync(stop).ConfigureAwait(false);
                return true;
            }

            JobLog.FilesLost(parts.Log, notSaved, Key, ModelId);
            parts.Runs.LostFiles();
        }

        // From here on, any delay is caused by the handler and not by missing files.
        LacksFiles = false;
        parts.Signals.Tell(Key);
        IsLeft = parts.Delivery.HasHandler && !await parts.Delivery.DeliverAsync(_entry, result, error, stop).ConfigureAwait(false);
        return false;
    }

    private async Task<ModelJob<JsonElement>> SubmitAsync(CancellationToken stop)
    {
        await parts.Runs.Submits.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var known = parts.Ledger.Opened(_entry).ForService(ModelJobsParts.ServiceOf(parts.Client).Names.Name);
            using var input = JsonDocument.Parse(known.Input, JobLedger.AnyDepth);
            var run = new RunOptions { Key = known.Key, Customer = known.Customer, LeavesDelivery = true, IsOfWorker = true };
            try
            {
                // Not the host's token, because a worker that is stopping waits for submits in flight.
                var job = await parts.Client.SubmitAsync(known.ModelId, input.RootElement, run, parts.Abandoned).ConfigureAwait(false);
                parts.Failures.Sent();
                return job;
            }
            catch (Exception exception)
            {
                // Every failure is rethrown. One that affects all jobs also counts for the health check.
                parts.Failures.Send(exception, known.Customer);
                throw;
            }
        }
        finally
        {
            parts.Runs.Submits.Release();
        }
    }

    private async Task<ModelResult<JsonElement>> WaitAsync(ModelJob<JsonElement> job, CancellationToken stop)
    {
        try
        {
            return await job.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(_entry.State == LedgerState.Ended && exception is ModelLedgerException))
        {
            // For an ended job, the ledger is only read, so a result that cannot be decrypted affects that job alone.
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
                _entry = await parts.Ledger.FindAsync(Key, stop).ConfigureAwait(false) ?? _entry;
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // The application's ledger may throw anything while its database is unreachable.
                TellPaused(exception);
            }
        }
    }

    // The client records the outcome, with retries. If it gives up, the job becomes unknown: a person settles it, and nothing is sent.
    private async Task SubmittedAsync(Exception failure, CancellationToken stop)
    {
        var (pause, attempt, begun, owner) = (parts.NewPause(), _entry.Attempts, parts.Time.GetTimestamp(), parts.Ledger.Owner);

        // Loops only while this process's attempt is the last entry. An entry without an owner means that this process's lease has expired.
        while (_entry.State == LedgerState.Sending && _entry.Attempts == attempt && (_entry.Lease.Owner ?? owner) == owner)
        {
            var late = $"The ledger does not yet say how the submit of the job '{Key}' ended.";
            parts.Failures.Record(new ModelLedgerException(late, failure));
            TellPaused(failure);
            await pause.WaitAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (parts.Time.GetElapsedTime(begun) > JobRecord.LongestCommit)
            {
                await new JobRecord(parts.Ledger, _entry).UnknownAsync((failure as ModelException)?.RequestId)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ReadAsync(stop).ConfigureAwait(false);
        }

        if (_entry.State != LedgerState.Sending)
        {
            parts.Failures.Recorded();
        }
    }

    private void TellPaused(Exception? failure)
    {
        JobLog.RunPaused(parts.Log, failure, Key, ModelId, _entry.State);
        parts.Failures.Tell(nameof(JobRun), failure, count => JobLog.Failing(parts.Log, failure, count, Key, ModelId));
    }
}
