namespace SchemaSdk;

/// <content>The compaction of its file.</content>
public sealed partial class FileJobLedger
{
    /// <summary>
    /// Called if the ledger could not be compacted when it was to be, and then grows; or if copies of files of a job that it forgot by that
    /// cannot be removed. No job fails by it. It may dispose of the ledger. Default: null.
    /// </summary>
    public Action<ModelLedgerException>? CompactionFailed { get; init; }

    /// <summary>The failure of the last compaction, or of removing copies of files of a forgotten job; null if both succeeded.</summary>
    public ModelLedgerException? CompactionFailure => _keeper.Failure;

    /// <summary>
    /// The reason why a job that waits for a worker could not be read the last time; else <see cref="CompactionFailure"/>.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure => _jobs.UnreadFailure ?? CompactionFailure;

    /// <summary>
    /// Rewrites the file with one line for each job, without those that later lines have superseded, and without what
    /// <see cref="ContentsKeptFor"/> and <see cref="JobsKeptFor"/> say. The ledger does so by itself while it grows. Others go on to use
    /// it; a crash at any time leaves the old file or the new one.
    /// </summary>
    /// <param name="cancellationToken">Ends it; the file is then as it was.</param>
    /// <exception cref="ModelLedgerException">
    /// It failed: the file is as it was, and can be used. Or nobody can tell which file has its name
    /// (<see cref="ModelLedgerException.IsLasting"/>): nothing is put down until it is opened anew. Or it did not fail, and copies of
    /// files of a job that it forgot cannot be removed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended, or the ledger was disposed of.</exception>
    public Task CompactAsync(CancellationToken cancellationToken = default) => _keeper.CompactAsync(Retention, cancellationToken);

    private ValueTask ForgetAsync(string key, DateTimeOffset until) => RemoveCopiesAsync(key, until, CancellationToken.None);
}
