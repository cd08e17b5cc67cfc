namespace SchemaSdk.PostgreSql;

/// <content>The end of what is kept.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <summary>
    /// The reason why what <see cref="PostgreSqlLedgerOptions.ContentsKeptFor"/> and <see cref="PostgreSqlLedgerOptions.JobsKeptFor"/> say
    /// could not be taken out the last time; null if it was. The database then grows, and no job fails.
    /// </summary>
    public ModelLedgerException? RetentionFailure => _rounds.Failure;

    /// <summary>
    /// The reason why the lease of this process was not renewed the last time, or why notifications of new work do not come; else
    /// <see cref="RetentionFailure"/>; else the reason why a job could not be read that was to be handed to a worker,
    /// or listed.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure =>
        _leases.Failure ?? _signal.Failure ?? RetentionFailure ?? _claimer.UnreadFailure ?? _unlisted;

    /// <summary>
    /// Takes out now what <see cref="PostgreSqlLedgerOptions.ContentsKeptFor"/> and <see cref="PostgreSqlLedgerOptions.JobsKeptFor"/> say,
    /// in small batches beside all other work. Each ledger does so by itself, when it is first used and every 10 minutes.
    /// </summary>
    /// <param name="cancellationToken">Ends it. What was taken out by then stays out.</param>
    /// <exception cref="ModelLedgerException">
    /// The database cannot be reached or written, or copies of files of a job cannot be removed. What was taken out by then stays out.
    /// </exception>
    public async Task ForgetAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await _old.TakeOutAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeOutAsync(CancellationToken stop)
    {
        await _gate.PassAsync(stop).ConfigureAwait(false);
        await _old.TakeOutAsync(stop).ConfigureAwait(false);
    }
}
