namespace SchemaSdk;

/// <summary>
/// Keeps a durable record of every paid job, so that none is lost or submitted twice. Set it as <see cref="ModelClientOptions.Ledger"/>.
/// SchemaSdk.Sqlite and SchemaSdk.PostgreSql each have a ledger. For another store, derive from <c>JobLedger</c> in the SchemaSdk.Durable
/// package. That class enforces the order in which steps may be recorded.
/// </summary>
/// <remarks>Implementations are thread-safe. The application disposes of a ledger after the clients that use it.</remarks>
public abstract class ModelLedger
{
    // Internal: only SchemaSdk's packages can derive from this class, because it passes files in internal types.
    internal ModelLedger() { }

    /// <summary>
    /// Records a job to submit, or finds the job with the call's key. Later calls with the key wait until the first call's job is disposed.
    /// </summary>
    /// <param name="call">The job that the client is to submit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job. The client submits it unless <see cref="LedgerJob.Known"/> says that it was sent.</returns>
    /// <exception cref="ModelInputException">The input does not fit its schema, or one of its files cannot be read.</exception>
    /// <exception cref="ModelLedgerException">The ledger failed, or the key belongs to another job. Nothing was sent.</exception>
    public abstract Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default);
}
