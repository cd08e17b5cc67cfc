namespace SchemaSdk.Durable.Workers;

/// <summary>Takes one job from where it is to its delivery.</summary>
internal sealed partial class JobRun(ModelJobsParts parts, LedgerEntry claimed)
{
    private static readonly RunOptions Leaving = new() { LeavesDelivery = true };

    private readonly Pause _pause = parts.NewPause();
    private LedgerEntry _entry = claimed;

    internal string Key { get; } = claimed.Key;

    internal string ModelId { get; } = claimed.ModelId;

    /// <summary>Completes once this process no longer runs the job. It never fails.</summary>
    internal Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Completes once it was given back, or the host stops. It never fails.</summary>
    internal Task Released { get; set; } = Task.CompletedTask;

    internal bool IsBeingReleased { get; set; }

    /// <summary>The job at the service; null as long as it is not sent or followed.</summary>
    internal ModelJob<JsonElement>? Job { get; private set; }

    /// <summary>True as long as it is one of those that are to be submitted.</summary>
    internal bool IsToSubmit { get; set; } = claimed.State == LedgerState.Intended;

    /// <summary>True while the job has ended, and its files cannot be downloaded.</summary>
    internal bool LacksFiles { get; private set; }

    /// <summary>True once this process could not go on with its job, and another one may.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>This process no longer runs it, and holds no content of a job that waits to be given back.</summary>
    internal void End() => (Job, LacksFiles, _entry) = (null, false, _entry.WithoutContent());

    internal async Task RunAsync(CancellationToken stop)
    {
        var goesOn = true;
        while (goesOn && !stop.IsCancellationRequested)
        {
            goesOn = await StepAsync(stop).ConfigureAwait(false);
        }
    }

    /// <returns>False if this process does no more with it.</returns>
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
                    // A ledger of the application that hands it out all the same would do so again at once.
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
            // Whatever failed: the ledger says what became of the job, and that decides.
            failure = exception;
        }

        // A submit is awaited while the host stops, and so is what came of it.
        var until = before.State == LedgerState.Intended ? parts.Abandoned : stop;
        await ReadAsync(until).ConfigureAwait(false);
        var isLeft = _entry.State == before.State && JobFailures.IsOfProcess(failure, _entry.State);

        // It has been submitted, or is submitted later beside others.
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
            // Its lease has ended meanwhile, and the process that has it now submits it, perhaps in another version.
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
                // Its delivery would end the downloads.
                JobLog.FilesNotSaved(parts.Log, notSaved, Key, ModelId);
                LacksFiles = true;
                await _pause.WaitAsync(stop).ConfigureAwait(false);
                return true;
            }

            JobLog.FilesLost(parts.Log, notSaved, Key, ModelId);
            parts.Runs.LostFiles();
        }

        // However long its handler takes: that is not for want of files.
        LacksFiles = false;
        parts.Signals.Tell(Key);
        IsLeft = parts.Delivery.HasHandler && !await parts.Delivery.DeliverAsync(_entry, result, error, stop).ConfigureAwait(false);
        return false;
    }
}
