namespace SchemaSdk;

/// <summary>
/// Keeps a durable record of every paid job, so none is lost or submitted twice:
/// <see cref="ModelClientOptions.Ledger"/>. Packages SchemaSdk.Sqlite and SchemaSdk.PostgreSql have one each. For another store, derive
/// from <c>JobLedger</c> of package SchemaSdk.Durable, which knows what may be recorded when.
/// </summary>
/// <remarks>Implementations are thread-safe. The caller disposes of a ledger, after the clients that use it.</remarks>
public abstract class ModelLedger
{
    // The files of inputs and results are passed in types that applications do not see.
    internal ModelLedger()
    {
    }

    /// <summary>
    /// Records that a job is to be submitted, or finds the job with its key. If several calls have one key, the others wait until the first
    /// disposes of its job.
    /// </summary>
    /// <param name="call">The job that the client is to submit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job. The client submits it unless <see cref="LedgerJob.Known"/> says that it was sent.</returns>
    /// <exception cref="ModelInputException">The input does not fit its schema, or one of its files cannot be read.</exception>
    /// <exception cref="ModelLedgerException">The ledger failed, or the key is that of another job. Nothing was sent.</exception>
    public abstract Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default);
}
