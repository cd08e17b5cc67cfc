namespace SchemaSdk.Durable.Ledgers;

/// <summary>Enqueues a job, or returns the job that already has its key.</summary>
internal sealed class QueuedJob(JobLedger ledger, Func<LedgerEntry, ValueTask<LedgerEntry?>> begin, Func<LedgerEntry, ValueTask> record)
{
    private const int MostTries = 5;   // a ledger that reports a conflict this often is broken

    /// <returns>The given entry if it was recorded; otherwise the current job.</returns>
    internal async Task<LedgerEntry> PutAsync(LedgerEntry intent)
    {
        for (var tries = 1; ; tries++)
        {
            if (await begin(intent).ConfigureAwait(false) is not { } known)
            {
                return intent;
            }

            try
            {
                return await AgainAsync(intent, known).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (exception.IsConflict && tries < MostTries)
            {
                // The job has changed since it was read, so it is read again. No statement failed, so a transaction is still usable.
            }
        }
    }

    private async Task<LedgerEntry> AgainAsync(LedgerEntry intent, LedgerEntry known)
    {
        known.CheckIs(intent);
        known = intent.Service is { } service ? known.ForService(service) : known;
        var job = new JobRecord(ledger, known) { Record = record };
        if (known is { State: LedgerState.Intended, IsQueued: false })
        {
            // A caller without a worker may be about to submit the job. This entry prevents that.
            await job.PutAsync(LedgerFact.Refused(null)).ConfigureAwait(false);
        }

        if (job.Entry.State != LedgerState.Refused)
        {
            return ledger.Opened(known);
        }

        // The existing job may have been recorded without its input, but a worker needs the input.
        await job.PutAsync(LedgerFact.Queued(known.Input.IsEmpty ? intent.Input : default)).ConfigureAwait(false);
        return job.Entry;
    }
}
