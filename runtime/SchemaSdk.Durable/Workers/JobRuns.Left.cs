using System.Text.Json;

namespace SchemaSdk.Durable.Workers;

/// <content>The jobs that this process cannot go on with, and with which another one may.</content>
internal sealed partial class JobRuns
{
    private readonly SharedPause _unfollowed = new(options.RetryDelay, ledger.Options.TimeProvider);

    private async Task<ModelResult<JsonElement>> WaitAsync(
        LedgerEntry entry, ModelJob<JsonElement> job, CancellationToken stop)
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

    // As long as nobody else can go on with it, this process tries it again after pauses.
    private async Task LeaveAsync(LedgerEntry entry, JobPlace place, CancellationToken stop)
    {
        if (entry.State == LedgerState.Intended)
        {
            place.IsUnfit = true;
        }
        else
        {
            await Task.Delay(_unfollowed.Next(), _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            place.IsLeft = true;
        }
    }
}
