namespace SchemaSdk.Ledgers;

/// <summary>
/// A line on what became of a submit, which the ledger did not take at once. As long as it is missing, nobody else gets the id, and
/// nobody is told that the job is unknown unless they come with its key.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">The clock of the client.</param>
/// <param name="lines">The lines of the job.</param>
/// <param name="outcome">What came of the submit.</param>
// The caller has their exception, and may have disposed of the client: what is put down belongs to the ledger.
internal sealed class LateLine(JobLedger ledger, TimeProvider time, IJobLines lines, ISubmitOutcome outcome)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // A statement whose caller gave it up may be at work for so long.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    private readonly long _begun = time.GetTimestamp();

    // The first time that the ledger said that the job was not put down as sent.
    private long? _looked;

    // If not, the ledger is asked first whether that line is there. A job that has an id was put down as sent before it was sent.
    private bool _wasSending = lines.IsSending;

    /// <summary>
    /// Returns true if no later try is of use: another process has recorded what became of it, or the ledger is disposed of.
    /// </summary>
    internal static bool IsOver(JobLedger ledger, Exception failure) => ledger.IsDisposed
        || failure is ModelLedgerException { IsConflict: true };

    /// <summary>Begins to put it down, and returns.</summary>
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
            Exception? failure = null;
            try
            {
                var isPut = await PutAloneAsync().ConfigureAwait(false);
                if (isPut is null && time.GetElapsedTime(_looked ??= time.GetTimestamp()) < LongestCommit)
                {
                    pause = Longer(pause);
                    wait = WaitAsync(pause);
                    continue;
                }

                if (isPut is not true)
                {
                    return;
                }
            }
            catch (Exception exception)
            {
                // Whatever a ledger of the application throws while its database is away.
                failure = exception;
                pause = Longer(pause);
                wait = IsOver(ledger, exception) ? null : WaitAsync(pause);
            }

            // After the next pause has begun: whoever hears of the try knows that there is another one.
            if (failure is null)
            {
                outcome.PutLate(time.GetElapsedTime(_begun));
            }
            else
            {
                outcome.NotPut(failure);
            }
        }
    }

    // A call with the same key finds the job as it was before, or as it is afterwards. Returns null if the job is not put down as sent,
    // and false if others have gone on with it.
    private async Task<bool?> PutAloneAsync()
    {
        while (!ledger.Claims.TryTake(lines.Key, out var other))
        {
            await other.ConfigureAwait(false);
        }

        try
        {
            var isSending = _wasSending ? true : await lines.FindSendingAsync().ConfigureAwait(false);
            if (isSending is not true)
            {
                return isSending;
            }

            _wasSending = true;
            await outcome.PutAsync().ConfigureAwait(false);
            if (outcome.MayForgetCopies && ledger.Options.Inputs is not null
                && await NeedlessCopies.RemoveUnsentAsync(ledger, lines.Key).ConfigureAwait(false) is { } left)
            {
                outcome.CopiesLeft(left);
            }
        }
        finally
        {
            ledger.Claims.Release(lines.Key);
        }

        await lines.LeftAsync().ConfigureAwait(false);
        return true;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time, CancellationToken.None);
}
