namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// A line that is to be appended. Its task completes when that has happened, or fails with a <see cref="ModelLedgerException"/>.
/// </summary>
/// <param name="frame">Its bytes.</param>
internal abstract class LedgerWrite(byte[] frame) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal byte[] Frame => frame;

    /// <summary>True if nobody waits for it: it may be written with the next ones, or a little later.</summary>
    internal bool MayWait { get; init; }

    /// <summary>The key of its job.</summary>
    internal abstract string Key { get; }

    /// <summary>It is durable. Called in the order of the file, before its writer goes on.</summary>
    /// <param name="at">Its place.</param>
    internal abstract void Written(long at);

    /// <summary>It was not written. Called before its writer goes on.</summary>
    internal abstract void Failed();
}
