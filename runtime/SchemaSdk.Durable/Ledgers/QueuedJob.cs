namespace SchemaSdk.Durable.Ledgers;

/// <summary>Records a job for a worker, or finds the one that has its key.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="begin">Records a first line, unless its key is known.</param>
/// <param name="record">Records a later line.</param>
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
            var known = await begin(intent).ConfigureAwait(false);
            if (known is null)
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
        if (known.ModelId != intent.ModelId || known.InputHash != intent.InputHash)
        {
            throw JobBeginning.KeyTaken(intent, known);
        }

        // The caller who began it may have kept no inputs, and a worker needs one.
        var input = known.Input.IsEmpty ? intent.Input : default;
        if (known is { State: LedgerState.Intended, IsQueued: false })
        {
            // Another caller meant to submit it, and may be gone. If it is not, only one of the two goes on.
            known = await NextAsync(known, LedgerFact.Refused(null)).ConfigureAwait(false);
        }

        if (known.State != LedgerState.Refused)
        {
            return ledger.Opened(known);
        }

        var again = await NextAsync(known, LedgerFact.Queued(input)).ConfigureAwait(false);
        return again with { Input = default };
    }

    private async Task<LedgerEntry> NextAsync(LedgerEntry last, LedgerFact fact)
    {
        var next = last.Next(fact, ledger.Options.TimeProvider.GetUtcNow());
        await record(next).ConfigureAwait(false);
        return next;
    }
}
