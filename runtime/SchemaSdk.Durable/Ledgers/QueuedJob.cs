namespace SchemaSdk.Durable.Ledgers;

/// <summary>Records a job for a worker, or finds the one that has its key.</summary>
// begin: records a first line, unless its key is known. record: records a later line.
internal sealed class QueuedJob(
    JobLedger ledger, Func<LedgerEntry, ValueTask<LedgerEntry?>> begin, Func<LedgerEntry, ValueTask> record)
{
    // A ledger with a conflict each time is broken.
    private const int MostTries = 5;

    /// <returns>The given entry, if its line was recorded; else the job as it is now.</returns>
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
                // Another process was quicker, and has perhaps recorded the same job: what the ledger has by now decides. In a transaction,
                // no statement has failed, and the next one sees it.
            }
        }
    }

    private async Task<LedgerEntry> AgainAsync(LedgerEntry intent, LedgerEntry known)
    {
        known.CheckIs(intent);

        // The caller who began it may have kept no inputs, and a worker needs one.
        var input = known.Input.IsEmpty ? intent.Input : default;
        if (known is { State: LedgerState.Intended, IsQueued: false })
        {
            // Another caller meant to submit it, and may be gone. If it is not, only one of the two goes on.
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
