namespace SchemaSdk.Durable.Workers;

/// <content>Calls to the service and the ledger.</content>
internal sealed partial class JobRun
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    private async Task<ModelJob<JsonElement>> SubmitAsync(CancellationToken stop)
    {
        await parts.Runs.Submits.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var known = parts.Ledger.Opened(_entry).ForService(parts.Client.Parts.Line.Settings.Service.Names.Name);
            using var input = JsonDocument.Parse(known.Input, AnyDepth);

            // The host's token does not cancel the submit, because a submit in flight is awaited.
            var run = new RunOptions { Key = known.Key, Customer = known.Customer, LeavesDelivery = true, IsOfWorker = true };
            try
            {
                var job = await parts.Client.SubmitAsync(known.ModelId, input.RootElement, run, parts.Abandoned).ConfigureAwait(false);
                parts.Failures.Sent();
                return job;
            }
            catch (Exception exception)
            {
                // Every failure is rethrown. One that affects all jobs also counts for the health check.
                parts.Failures.Send(exception);
                throw;
            }
        }
        finally
        {
            parts.Runs.Submits.Release();
        }
    }

    private async Task<ModelResult<JsonElement>> WaitAsync(ModelJob<JsonElement> job, CancellationToken stop)
    {
        try
        {
            return await job.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(_entry.State == LedgerState.Ended && exception is ModelLedgerException))
        {
            // For an ended job, the ledger is only read, so a result that cannot be decrypted affects that job alone.
            parts.Failures.Send(exception);
            throw;
        }
    }

    // Retries while the ledger cannot be read.
    private async Task ReadAsync(CancellationToken stop)
    {
        var pause = parts.NewPause();
        while (true)
        {
            try
            {
                _entry = await parts.Ledger.FindAsync(Key, stop).ConfigureAwait(false) ?? _entry;
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // The application's ledger may throw anything while its database is unreachable.
                TellPaused(exception);
                await pause.WaitAsync(stop).ConfigureAwait(false);
            }
        }
    }

    // The client records the outcome of its submit, with retries. If the client gives up, the job is recorded as unknown, so that a person
    // can settle it and nothing is sent again.
    private async Task SubmittedAsync(Exception failure, CancellationToken stop)
    {
        var (pause, attempt, begun, owner) = (parts.NewPause(), _entry.Attempts, parts.Time.GetTimestamp(), parts.Ledger.Owner);

        // Loops only while this process's attempt is the last entry. An entry without an owner means that the lease of this process has
        // expired temporarily.
        while (_entry.State == LedgerState.Sending && _entry.Attempts == attempt && (_entry.Lease.Owner ?? owner) == owner)
        {
            parts.Failures.Record(new ModelLedgerException(
                $"The ledger does not yet say how the submit of the job '{Key}' ended.", failure));
            TellPaused(failure);
            await pause.WaitAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (parts.Time.GetElapsedTime(begun) > JobRecord.LongestCommit)
            {
                await new JobRecord(parts.Ledger, _entry).UnknownAsync((failure as ModelException)?.RequestId)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ReadAsync(stop).ConfigureAwait(false);
        }

        if (_entry.State != LedgerState.Sending)
        {
            parts.Failures.Recorded();
        }
    }

    private async Task RefuseAsync(Exception failure, CancellationToken stop)
    {
        var job = new JobRecord(parts.Ledger, _entry);
        await job.RefuseAsync(failure).WaitAsync(stop).ConfigureAwait(false);
        _entry = job.Entry;
    }

    private void TellPaused(Exception? failure)
    {
        JobLog.RunPaused(parts.Log, failure, Key, ModelId, _entry.State);
        parts.Failures.Tell(nameof(JobRun), failure, count => JobLog.Failing(parts.Log, failure, count, Key, ModelId));
    }
}
