namespace SchemaSdk.DependencyInjection.Jobs;

/// <content>The entry of a job that is run.</content>
internal sealed partial class JobRuns
{
    // The service has accepted it, and the ledger did not take that line at once.
    private async Task<LedgerEntry> AcceptAsync(LedgerEntry entry, string requestId, CancellationToken stop)
    {
        var pause = new Pause(options.RetryDelay, _time);
        while (entry.State == LedgerState.Sending && (entry.Owner ?? ledger.Owner) == ledger.Owner)
        {
            try
            {
                var accepted = entry with
                {
                    State = LedgerState.Accepted,
                    RequestId = requestId,
                    Version = entry.Version + 1,
                    ChangedAt = _time.GetUtcNow(),
                    Input = default,
                    Result = default,
                };
                await ledger.RecordAsync(accepted, stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // A ledger of the application may throw anything while its database is away.
                JobLog.RunPaused(log, exception, entry.Key, entry.ModelId, entry.State);
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
                JobLog.RunPaused(log, exception, last.Key, last.ModelId, last.State);
                await pause.WaitAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
