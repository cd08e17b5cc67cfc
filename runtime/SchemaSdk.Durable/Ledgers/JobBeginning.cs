namespace SchemaSdk.Durable.Ledgers;

/// <summary>Finds the ledger's job with the key of a call, or records a new job.</summary>
internal sealed class JobBeginning(JobLedger ledger, LedgerCall call, ModelInputException? invalid)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);   // how often to read the ledger; other processes send no signals

    private readonly string _key = call.Key ?? Guid.NewGuid().ToString("n");
    private JobCopies? _copies;
    private bool _isBegun;

    internal async Task<LedgerJob> RunAsync(CancellationToken cancellationToken)
    {
        var (given, intent, isWaiting) = (call.Files, (LedgerEntry?)null, false);
        _copies = given is null ? null : ledger.CopiesOf(_key, call.ModelId, call.Logger) ?? throw JobLedger.NoFolder(_key, call.ModelId);
        while (true)
        {
            IDisposable? claim = await ledger.Claims.TakeAsync(_key, cancellationToken).ConfigureAwait(false);
            JobRecord? job = null;
            try
            {
                intent ??= await IntentAsync(cancellationToken).ConfigureAwait(false);
                intent = intent with { ChangedAt = call.TimeProvider.GetUtcNow() };
                job = await TakeAsync(intent, isWaiting, cancellationToken).ConfigureAwait(false);
                if (job is { Known: null })
                {
                    // The input may refer to copies that an earlier process made and that have changed since.
                    await (_copies?.CheckAsync(given!, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
                    (job.Claim, claim) = (claim, null);
                }
                else if (job?.Entry.WasAccepted == true)
                {
                    ledger.CopiesOf(_key, call.ModelId, call.Logger)?.Remove(job.Entry.RequestId);
                }

                if (job is not null)
                {
                    (call.IsBudgetKept, call.LastAttempt) = (job.BudgetUsd is not null, job.LastAttempt);
                    return job;
                }
            }
            catch (Exception exception)
            {
                // Catches everything, and rethrows it: after any failure, another caller must be able to submit the job.
                await (_isBegun && job is not null ? job.OutcomeAsync(SubmitOutcome.NotAccepted(exception)) : Task.CompletedTask)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                job?.ReleaseAsync().Watch(call.Logger, _key, requestId: "", call.ModelId);
                if (call.Key is null)
                {
                    _copies?.Remove(requestId: null);   // no other call can use the copies of a job with a generated key
                }
                else if (exception is ModelException)
                {
                    await ledger.RemoveNeedlessAsync(_copies, ifRefused: false).ConfigureAwait(false);
                }

                throw;
            }
            finally
            {
                claim?.Dispose();
            }

            await Task.Delay(Pause, call.TimeProvider, cancellationToken).ConfigureAwait(false);
            isWaiting = true;
            given = call.Files;   // the next round must check the new copies too: the other process removes them if its submit is refused
        }
    }

    private async ValueTask<LedgerEntry> IntentAsync(CancellationToken cancellationToken)
    {
        var input = call.Input;
        if (_copies is not null)
        {
            call.Files = await _copies.KeepAsync(call.Files!, input, call.MaxFileBytes, call.MaxRequestBytes, cancellationToken)
                .ConfigureAwait(false);
            input = JobCopies.TextOf(input, call.Files);
        }

        return ledger.EntryOf(_key, call.ModelId, input, call.Service, call.Customer);
    }

    // Returns null if another process is submitting a job under the key.
    private async Task<JobRecord?> TakeAsync(LedgerEntry intent, bool isWaiting, CancellationToken cancellationToken)
    {
        // Only this call knows a generated key, so recording can wait until just before the submit.
        var isNew = call is { Key: null, Customer: null } && _copies is null;
        try
        {
            if (isWaiting && IsOfOther(await ledger.FindBareAsync(_key, cancellationToken).ConfigureAwait(false)))
            {
                return null;
            }

            var known = isNew ? null : !call.IsOfWorker ? await ledger.BeginAsync(intent, cancellationToken).ConfigureAwait(false)
                : await ledger.FindAsync(_key, cancellationToken).ConfigureAwait(false) is { State: not LedgerState.Refused } found ? found
                : throw new ModelLedgerException(
                    $"The job \"{ErrorText.Cut(_key)}\" of {call.ModelId} was not submitted by this worker, because it was refused "
                    + "or removed after the worker claimed it. If the job has not run, enqueue it again.",
                    _key, call.ModelId, isConflict: true);
            _isBegun = known is null && !isNew;
            known?.CheckIs(intent);
            var mine = (known ?? intent).ForService(call.Service);
            switch (known?.State)
            {
                case not null when IsOfOther(known):
                    return null;
                case null or LedgerState.Intended or LedgerState.Refused:
                    return invalid is null ? RecordOf(mine, known: null, isNew) : throw invalid;
                case LedgerState.Sending:
                    // An earlier call of this process failed to record how its submit ended.
                    var job = RecordOf(mine, JobLedger.KnownOf(mine with { State = LedgerState.Unknown, RequestId = null }));

                    // If this fails, the next call with the key tries again.
                    await job.UnknownAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return job;
                default:
                    return RecordOf(mine, JobLedger.KnownOf(ledger.Opened(mine)));
            }
        }
        catch (ModelLedgerException exception) when (exception.ModelId is null)
        {
            throw new ModelLedgerException($"Nothing was submitted to {intent.ModelId}, because the ledger failed: {exception.Message}",
                intent.Key, intent.ModelId, cause: exception, isConflict: exception.IsConflict, isLasting: exception.IsLasting);
        }
    }

    // Lease.Owner is null once the lease has expired on the ledger's clock.
    private bool IsOfOther(LedgerEntry? known) => known is { State: LedgerState.Intended or LedgerState.Refused or LedgerState.Sending }
        && known.Lease.Owner != ledger.Owner && (known.State == LedgerState.Sending || known.Lease.Owner is not null);

    private JobRecord RecordOf(LedgerEntry entry, KnownJob? known, bool isUnrecorded = false) => new(ledger, entry, known, isUnrecorded)
    {
        Time = call.TimeProvider,
        Logger = call.Logger,
        BudgetUsd = ledger.KeepsBudgets ? call.BudgetUsd : null,
        HasOwnToken = call.HasOwnToken,
        LeavesDelivery = call.LeavesDelivery,
        IsOfWorker = call.IsOfWorker,
        Copies = _copies,
        HasOwnKey = call.Key is not null,
    };
}
