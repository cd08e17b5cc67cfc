namespace SchemaSdk;

/// <content>The lines of the jobs of this process. A ledger may take them with fewer copies and waits.</content>
public abstract partial class JobLedger
{
    /// <summary>True if <see cref="TryPut"/> may put a line down.</summary>
    internal virtual bool MayPut => false;

    /// <summary>Returns true if <see cref="TryBegin"/> may begin a job with this key.</summary>
    internal virtual bool MayBegin(string key) => false;

    /// <summary>
    /// Puts down the first line of a job, and does not wait until it is durable. The next line of the job is durable only once this one is.
    /// </summary>
    /// <param name="intent">The job, without its input.</param>
    /// <param name="input">Its input, as it is kept.</param>
    /// <returns>Ends once it is durable; null if <see cref="BeginAsync"/> has to be asked.</returns>
    /// <exception cref="ModelLedgerException">It cannot be put down.</exception>
    internal virtual Task? TryBegin(LedgerEntry intent, ReadOnlySpan<byte> input) => null;

    /// <summary>Puts down the next line of a job, if nothing stands against it.</summary>
    /// <param name="line">The line, without input and result.</param>
    /// <param name="result">Its result; empty if it has none.</param>
    /// <param name="mayWait">True if nobody waits for it.</param>
    /// <returns>Ends once it is durable; null if <see cref="PutAsync"/> has to be asked.</returns>
    /// <exception cref="ModelLedgerException">It cannot be put down.</exception>
    internal virtual Task? TryPut(LedgerEntry line, ReadOnlySpan<byte> result, bool mayWait) => null;

    /// <summary>Puts down the next line of a job, as <see cref="RecordAsync"/> does.</summary>
    /// <param name="line">The line, without its result.</param>
    /// <param name="result">Its result; empty if it has none.</param>
    /// <param name="mayWait">True if nobody waits for it.</param>
    internal virtual ValueTask PutAsync(LedgerEntry line, ReadOnlyMemory<byte> result, bool mayWait) =>
        RecordAsync(result.IsEmpty ? line : line with { Result = result }, CancellationToken.None);
}
