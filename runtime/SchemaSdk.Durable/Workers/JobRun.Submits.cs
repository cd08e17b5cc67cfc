namespace SchemaSdk.Durable.Workers;

/// <content>Submits the job, and waits until the outcome is recorded.</content>
internal sealed partial class JobRun
{
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

    // If recording the outcome takes too long, records the job as unknown.
    private async Task SubmittedAsync(Exception failure, CancellationToken stop)
    {
        var (pause, attempt, begun, owner) = (parts.NewPause(), _entry.Attempts, parts.Time.GetTimestamp(), parts.Ledger.Owner);

        // A job has no owner once its lease has expired. The loop then continues.
        while (_entry.State == LedgerState.Sending && _entry.Attempts == attempt && (_entry.Lease.Owner ?? owner) == owner)
        {
            parts.Failures.Record(new ModelLedgerException($"The ledger does not yet say how the submit of job '{Key}' ended.", failure));
            TellPaused(failure);
            await pause.WaitAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (parts.Time.GetElapsedTime(begun) > JobRecord.LongestCommit)
            {
                // The exception of a test's recording (IsVeto) may contain the id of another job.
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
