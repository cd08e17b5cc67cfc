namespace SchemaSdk.Durable.Workers;

/// <content>The entry of a job that is run.</content>
internal sealed partial class JobRuns
{
    // What came of its submit, where the ledger did not take that line at once. The client says it by itself, but later, and where it would
    // say that a job was not taken for now, this says that it is unknown, unless it was refused for its token.
    // attempts: those that were made before that submit.
    private Task<LedgerEntry> SubmittedAsync(LedgerEntry entry, int attempts, Exception failure, CancellationToken stop) => failure switch
    {
        // Somebody else has put down what became of it.
        ModelLedgerException { RequestId: not null, InnerException: ModelLedgerException { IsConflict: true } } => Task.FromResult(entry),
        ModelLedgerException { RequestId: { } accepted } => PutAsync(entry, LedgerFact.Accepted(accepted), stop),

        // With a good token it may be taken.
        ModelApiException { IsUnauthorized: true } when entry.Attempts == attempts + 1 => PutAsync(entry, LedgerFact.Postponed, stop),

        // A refused submit was an attempt. A later one may be that of somebody else, and be on its way.
        ModelApiException when entry.Attempts == attempts + 1 => PutAsync(entry, ledger.RefusalOf(failure), stop),

        // Also where nothing may run: a person looks, and nothing is sent again.
        _ => PutAsync(entry, LedgerFact.Unknown((failure as ModelException)?.RequestId), stop),
    };

    private async Task<LedgerEntry> PutAsync(LedgerEntry entry, LedgerFact fact, CancellationToken stop)
    {
        var (pause, attempt) = (new Pause(options.RetryDelay, _time), entry.Attempts);

        // A later attempt is that of somebody else, and on its way.
        while (entry.State == LedgerState.Sending && entry.Attempts == attempt && (entry.Owner ?? ledger.Owner) == ledger.Owner)
        {
            try
            {
                await ledger.RecordAsync(entry.Next(fact, _time.GetUtcNow()), stop).ConfigureAwait(false);
                troubles.Recorded();
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // A ledger of the application may throw anything while its database is away.
                troubles.Record(exception);
                TellPaused(exception, entry);
                await pause.WaitAsync(stop).ConfigureAwait(false);
            }

            entry = await NowAsync(entry, stop).ConfigureAwait(false);
        }

        return entry;
    }

    private async Task<LedgerEntry> RefuseAsync(LedgerEntry entry, Exception failure, CancellationToken stop)
    {
        var refused = ledger.RefusedLine(entry, failure);
        await ledger.RecordAsync(refused, stop).ConfigureAwait(false);
        return refused;
    }

    // As long as the ledger cannot be read, the job waits.
    private async Task<LedgerEntry> NowAsync(LedgerEntry last, CancellationToken stop)
    {
        var pause = new Pause(options.RetryDelay, _time);
        while (true)
        {
            try
            {
                return await ledger.FindAsync(last.Key, stop).ConfigureAwait(false) ?? last;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // A ledger of the application may throw anything while its database is away.
                TellPaused(exception, last);
                await pause.WaitAsync(stop).ConfigureAwait(false);
            }
        }
    }

    private void TellPaused(Exception? failure, LedgerEntry entry)
    {
        JobLog.RunPaused(log, failure, entry.Key, entry.ModelId, entry.State);
        if (repeated.Count(nameof(JobRuns), failure) is > 0 and var count)
        {
            JobLog.Failing(log, failure, count, entry.Key, entry.ModelId);
        }
    }
}
