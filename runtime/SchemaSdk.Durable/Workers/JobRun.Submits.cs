namespace SchemaSdk.Durable.Workers;

/// <content>Submits the job, and waits until the outcome is recorded.</content>
internal sealed partial class JobRun
{
    // Returns false if the job is to be submitted later or by another process.
    private async Task<bool> SubmitAsync(CancellationToken stop)
    {
        await parts.Runs.Submits.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!parts.Runs.MaySubmit)
            {
                return false;
            }

            var known = _entry.ForService(ModelJobsParts.ServiceOf(parts.Client).Names.Name);
            using var input = parts.Ledger.InputOf(known);
            var run = new RunOptions { Key = known.Key, Customer = known.Customer, LeavesDelivery = true, IsOfWorker = true };

            // Does not use the host's stop token, because a worker waits for submits in flight while it stops.
            Job = await ReportedAsync(() => parts.Client.SubmitAsync(known.ModelId, input.RootElement, run, parts.Abandoned))
                .ConfigureAwait(false);
            parts.Failures.Sent();
            return true;
        }
        finally
        {
            parts.Runs.Submits.Release();
        }
    }

    // Waits until the client has recorded the outcome of a submit. If that takes too long, records the job as unknown.
    private async Task SubmittedAsync(Exception failure, CancellationToken stop)
    {
        var (pause, attempt, begun, owner) = (parts.NewPause(), _entry.Attempts, parts.Time.GetTimestamp(), parts.Ledger.Owner);

        // Loops until the job changes or another process claims it. A job whose lease has expired has no owner, and the loop continues.
        while (_entry.State == LedgerState.Sending && _entry.Attempts == attempt && (_entry.Lease.Owner ?? owner) == owner)
        {
            parts.Failures.Record(new ModelLedgerException($"The ledger does not yet say how the submit of job '{Key}' ended.", failure));
            TellPaused(failure);
            await pause.WaitAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (parts.Time.GetElapsedTime(begun) > JobRecord.LongestCommit)
            {
                // If a test's recording refused the submit (IsVeto), the exception may contain the id of another job with the same input.
                var id = failure is ModelException { IsVeto: false } error ? error.RequestId : null;
                await new JobRecord(parts.Ledger, _entry).UnknownAsync(id).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ReadAsync(stop).ConfigureAwait(false);
        }

        if (_entry.State != LedgerState.Sending)
        {
            parts.Failures.Recorded();
        }
    }
}
