namespace SchemaSdk.Ledgers.Storage;

/// <summary>Something that is done while no line is written.</summary>
/// <param name="work">Gets the place at which the next line goes, and returns that at which it is to go.</param>
internal sealed class LedgerTurn(Func<long, long> work) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Does it.</summary>
    /// <param name="end">The place at which the next line goes.</param>
    /// <param name="broken">The reason why nothing is written any more; null: lines are.</param>
    /// <returns>The place at which it goes after that.</returns>
    internal long Run(long end, ModelLedgerException? broken)
    {
        try
        {
            end = broken is null ? work(end) : throw broken;
            SetResult();
        }
        catch (Exception exception)
        {
            // Whatever it was: whoever waits for it is told.
            SetException(exception);
        }

        return end;
    }
}
