namespace SchemaSdk.Durable.Ledgers;

/// <summary>
/// The outcome of a submit that the ledger did not take at once. As long as it is missing, no other call gets the id, and only a call with
/// the key of the job hears that it is unknown.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">The clock of the client.</param>
/// <param name="job">The job.</param>
/// <param name="outcome">What came of the submit.</param>
// The caller has their exception, and may have disposed of the client: what is recorded belongs to the ledger.
internal sealed class LateLine(JobLedger ledger, TimeProvider time, JobRecord job, SubmitOutcome outcome)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // A statement whose caller gave it up may be at work for so long.
    internal static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    private readonly long _begun = time.GetTimestamp();

    // The first time that the ledger said that the job was not recorded as sent.
    private long? _looked;

    // If not, the ledger is asked first whether that line is there. A job that has an id was recorded as sent before it was sent.
    private bool _wasSending = job.IsSending;

    /// <summary>
    /// Returns true if no later try is of use: another process has recorded what became of it, or the ledger is disposed of.
    /// </summary>
    internal static bool IsOver(JobLedger ledger, Exception failure) => ledger.IsDisposed
        || failure is ModelLedgerException { IsConflict: true };

    /// <summary>Begins to record it, and returns.</summary>
    internal void Begin()
    {
        // It may go on for hours after the call, and should not hold on to its context.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            _ = PutAsync();
        }
        finally
        {
            flow?.Dispose();
        }
    }

    // After growing pauses, until the ledger takes it.
    private async Task PutAsync()
    {
        var pause = FirstPause;
        var wait = WaitAsync(pause);
        while (wait is not null)
        {
            await wait.ConfigureAwait(false);
            wait = null;
            try
            {
                var isPut = await PutAloneAsync().ConfigureAwait(false);
                if (isPut is null && time.GetElapsedTime(_looked ??= time.GetTimestamp()) < LongestCommit)
                {
                    pause = Longer(pause);
                    wait = WaitAsync(pause);
                }
                else if (isPut is true)
                {
                    job.TellLate(outcome, time.GetElapsedTime(_begun));
                }
            }
            catch (Exception exception)
            {
                // Whatever a ledger of the application throws while its database is away. The next pause has begun before anybody hears
                // of this try.
                pause = Longer(pause);
                wait = IsOver(ledger, exception) ? null : WaitAsync(pause);
                job.NotPut(outcome, exception);
            }
        }
    }

    // A call with the same key finds the job as it was before, or as it is afterwards. Returns null if the job is not recorded as sent,
    // and false if others have gone on with it.
    private async Task<bool?> PutAloneAsync()
    {
        while (!ledger.Claims.TryTake(job.Key, out var other))
        {
            await other.ConfigureAwait(false);
        }

        try
        {
            var isSending = _wasSending ? true : await job.FindSendingAsync().ConfigureAwait(false);
            if (isSending is not true)
            {
                return isSending;
            }

            _wasSending = true;
            await job.PutLateAsync(outcome).ConfigureAwait(false);
        }
        finally
        {
            ledger.Claims.Release(job.Key);
        }

        await job.ReleaseAsync().ConfigureAwait(false);
        return true;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time, CancellationToken.None);
}
