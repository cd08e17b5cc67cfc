namespace SchemaSdk.Durable.Ledgers;

/// <summary>Enqueues a job, or returns the job that already has its key.</summary>
// begin: records a first entry, unless the ledger already has its key. record: records any later entry.
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
                // The job has changed since it was read, so read it again. A caller's transaction is still usable: no statement failed.
            }
        }
    }

    private async Task<LedgerEntry> AgainAsync(LedgerEntry intent, LedgerEntry known)
    {
        known.CheckIs(intent);

        // The existing job may have been recorded without its input, but a worker needs the input.
        var input = known.Input.IsEmpty ? intent.Input : default;
        if (known is { State: LedgerState.Intended, IsQueued: false })
        {
            // Another caller is about to submit the job without a worker. Recording the job as refused first prevents that submit.
            known = await NextAsync(known, LedgerFact.Refused(null)).ConfigureAwait(false);
        }

        return known.State == LedgerState.Refused
            ? await NextAsync(known, LedgerFact.Queued(input)).ConfigureAwait(false) with { Input = default }
            : ledger.Opened(known);
    }

    private async Task<LedgerEntry> NextAsync(LedgerEntry last, LedgerFact fact)
    {
        var next = last.Next(fact, ledger.Options.TimeProvider.GetUtcNow());
        await record(next).ConfigureAwait(false);
        return next;
    }
}
