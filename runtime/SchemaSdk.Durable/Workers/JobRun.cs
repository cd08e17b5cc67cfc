namespace SchemaSdk.Durable.Workers;

/// <summary>Runs one job from its current state to its delivery.</summary>
internal sealed partial class JobRun(ModelJobsParts parts, LedgerEntry claimed)
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

    /// <summary>True while the job counts as waiting to be submitted.</summary>
    internal bool IsToSubmit { get; set; } = claimed.State == LedgerState.Intended;

    /// <summary>True while the job has ended but its files cannot be downloaded.</summary>
    internal bool LacksFiles { get; private set; }

    /// <summary>True if this process cannot continue with the job but another process may.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Ends the run, and frees the content of a job that waits to be released.</summary>
    internal void End() => (Job, LacksFiles, _entry) = (null, false, _entry.WithoutContent());

    internal async Task RunAsync(CancellationToken stop)
    {
        var goesOn = true;
        while (goesOn && !stop.IsCancellationRequested)
        {
            goesOn = await StepAsync(stop).ConfigureAwait(false);
        }
    }

    // Returns false if this process is done with the job.
    private async Task<bool> StepAsync(CancellationToken stop)
    {
        var before = _entry;
        Exception? failure = null;
        ModelResult<JsonElement>? result = null;
        try
        {
            switch (before)
            {
                case { State: LedgerState.Intended, IsQueued: true }:
                    Job = await SubmitAsync(stop).ConfigureAwait(false);
                    break;
                case { State: LedgerState.Ended } when !parts.Delivery.HasHandler:
                    // The application's ledger should not return an ended job here, but if it does, it might return the job again
                    // immediately.
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
            // The lease has expired. The process that has claimed the job since then submits it, perhaps with another version of the
            // program.
            return false;
        }

        if (_entry.State == LedgerState.Intended && failure is not null && JobFailures.IsFinal(failure))
        {
            await RefuseAsync(failure, until).ConfigureAwait(false);
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
        if (isLeft)
        {
            IsLeft = true;
            return false;
        }

        await _pause.WaitAsync(stop).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> EndAsync(ModelResult<JsonElement>? result, ModelException? error, CancellationToken stop)
    {
        if (parts.Delivery.HasHandler && result?.DownloadError is { } notSaved)
        {
            if (_entry.End?.FilesError is null)
            {
                // The job is not delivered, because the delivery would end the downloads.
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
}
