namespace SchemaSdk.Durable.Ledgers;

/// <summary>Removes copies of files that are no longer needed.</summary>
internal static class NeedlessCopies
{
    /// <summary>Removes those of a job that the service has, or that was refused for good.</summary>
    /// <returns>The exception that may have left them there, or null.</returns>
    // The kept input of a job that was left to workers names its copies, and may be queued again: by another process, just now.
    internal static async Task<Exception?> RemoveUnsentAsync(JobLedger ledger, string key)
    {
        try
        {
            var known = await ledger.FindAsync(key, CancellationToken.None).ConfigureAwait(false);
            if (known is { State: LedgerState.Refused, IsQueued: false } || (known is not null && IsSent(known)))
            {
                return ledger.Options.Inputs?.TryRemove(key);
            }

            return null;
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets what came of the submit.
            return exception;
        }
    }

    /// <summary>Removes those of a job that the service has, unless a call is at work under its key and does so.</summary>
    /// <returns>The exception that may have left them there, or null.</returns>
    // Another call may have removed the copies of an accepted job before this call made them again.
    internal static async Task<Exception?> RemoveSentAsync(JobLedger ledger, string key)
    {
        try
        {
            return await ledger.FindAsync(key, CancellationToken.None).ConfigureAwait(false) is { } known ? Remove(ledger, known) : null;
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets why the job was not begun.
            return exception;
        }
    }

    /// <summary>Same, of a job that was looked up.</summary>
    internal static Exception? Remove(JobLedger ledger, LedgerEntry known)
    {
        if (!IsSent(known) || !ledger.Claims.TryTake(known.Key, out _))
        {
            return null;   // the call that has the key right now makes copies, and removes them
        }

        try
        {
            return ledger.Options.Inputs?.TryRemove(known.Key);
        }
        finally
        {
            ledger.Claims.Release(known.Key);
        }
    }

    internal static bool IsSent(LedgerEntry known) =>
        known.State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;
}
