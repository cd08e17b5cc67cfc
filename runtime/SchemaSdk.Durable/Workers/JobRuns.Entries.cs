namespace SchemaSdk.Durable.Workers;

/// <content>The entry of a job that is run.</content>
internal sealed partial class JobRuns
{
    // The client records what came of its submit, later if the ledger does not take it at once. If it has given up by then, the job is
    // unknown: a person looks, and nothing is sent again.
    private async Task<LedgerEntry> SubmittedAsync(LedgerEntry entry, Exception failure, CancellationToken stop)
    {
        var (pause, attempt, begun) = (new Pause(options.RetryDelay, _time), entry.Attempts, _time.GetTimestamp());

        // A later attempt, or that of another process, is on its way. Without an owner, the lease of this process has lapsed for now.
        while (entry.State == LedgerState.Sending && entry.Attempts == attempt && (entry.Lease.Owner ?? ledger.Owner) == ledger.Owner)
        {
            troubles.Record(new ModelLedgerException(
                $"What became of the submit of the job '{entry.Key}' is not in the ledger yet.", failure));
            TellPaused(failure, entry);
            await pause.WaitAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (_time.GetElapsedTime(begun) > JobRecord.LongestCommit)
            {
                await new JobRecord(ledger, entry).UnknownAsync((failure as ModelException)?.RequestId)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            entry = await NowAsync(entry, stop).ConfigureAwait(false);
        }

        if (entry.State != LedgerState.Sending)
        {
            troubles.Recorded();
        }

        return entry;
    }

    private async Task<LedgerEntry> RefuseAsync(LedgerEntry entry, Exception failure, CancellationToken stop)
    {
        var job = new JobRecord(ledger, entry);
        await job.RefuseAsync(failure).WaitAsync(stop).ConfigureAwait(false);
        return job.Entry;
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

    private async Task<ModelResult<JsonElement>> WaitAsync(LedgerEntry entry, ModelJob<JsonElement> job, CancellationToken stop)
    {
        try
        {
            return await job.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(entry.State == LedgerState.Ended && exception is ModelLedgerException))
        {
            // Of a job that has ended, the ledger only reads: that it cannot decrypt a result is about that job alone.
            troubles.Send(exception);
            throw;
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
