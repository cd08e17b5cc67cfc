namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// A line that is to be appended. Its task completes when that has happened, or fails with a <see cref="ModelLedgerException"/>.
/// </summary>
internal abstract class LedgerWrite() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Its bytes, until it is written.</summary>
    internal Memory<byte> Frame { get; set; }

    /// <summary>True if nobody waits for it: it may be written with the next ones, or a little later.</summary>
    internal bool MayWait { get; init; }

    /// <summary>True if it may wait a little for others like it, where several of them come.</summary>
    internal bool IsPatient { get; init; }

    /// <summary>The number of the batch that it is written with.</summary>
    internal int Batch { get; set; }

    /// <summary>The job as it says, without input and result.</summary>
    internal abstract LedgerEntry Entry { get; }

    internal string Key => Entry.Key;

    /// <summary>It is durable. Called in the order of the file, before its writer goes on.</summary>
    /// <param name="at">Its place.</param>
    internal abstract void Written(long at);

    /// <summary>It was not written. Called before its writer goes on.</summary>
    internal abstract void Failed();
}
