using System.Text.Json;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <content>The jobs that this process cannot go on with, and with which another one may.</content>
internal sealed partial class JobRuns
{
    private readonly SharedPause _unfollowed = new(options.RetryDelay, ledger.Options.TimeProvider);

    private async Task<ModelResult<JsonElement>> WaitAsync(ModelJob<JsonElement> job, CancellationToken stop)
    {
        try
        {
            var result = await job.WaitAsync(stop).ConfigureAwait(false);
            troubles.Recorded();
            return result;
        }
        catch (Exception exception) when (exception is not ModelLedgerException { IsLasting: true })
        {
            // That may be about this job alone, such as a result that cannot be decrypted.
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
