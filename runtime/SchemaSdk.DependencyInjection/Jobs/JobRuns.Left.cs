namespace SchemaSdk.DependencyInjection.Jobs;

/// <content>The jobs that this process cannot go on with, and with which another one may.</content>
internal sealed partial class JobRuns
{
    // The others are told of what was given back, and look by themselves every few seconds.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly SharedPause _unfollowed = new(options.RetryDelay, ledger.Options.TimeProvider);
    private long _restsFrom = -1;

    // This process would be the first to take again what it gives back.
    private bool IsResting => Volatile.Read(ref _restsFrom) is >= 0 and var from && _time.GetElapsedTime(from) < Rest;

    // As long as nobody else can go on with it, this process tries it again after pauses.
    private async Task LeaveAsync(LedgerEntry entry, JobPlace? place, CancellationToken stop)
    {
        if (entry.State == LedgerState.Intended)
        {
            place!.IsUnfit = true;
        }
        else
        {
            await Task.Delay(_unfollowed.Next(), _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref _restsFrom, _time.GetTimestamp());
        }
    }
}
