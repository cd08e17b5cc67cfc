namespace SchemaSdk;

/// <summary>
/// Keeps a durable record of every paid job, so that none is lost and none is submitted twice:
/// <see cref="ModelClientOptions.Ledger"/>. Packages SchemaSdk.Sqlite and SchemaSdk.PostgreSql have one each. For another store, derive
/// from <c>JobLedger</c> of package SchemaSdk.Durable, which knows what may be recorded when.
/// </summary>
/// <remarks>Implementations are safe for use by many threads. The caller disposes of a ledger, after the clients that use it.</remarks>
public abstract class ModelLedger
{
    // Files of inputs and results are handed over by types that applications do not see.
    internal ModelLedger()
    {
    }

    /// <summary>
    /// Records that a job is to be submitted, or finds the one with its key. Of several calls with one key, the others wait until the
    /// first disposes of its job.
    /// </summary>
    /// <param name="call">The job that the client is to submit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job. The client submits it unless <see cref="LedgerJob.Known"/> says what became of it.</returns>
    /// <exception cref="ModelInputException">The input does not fit its schema, or one of its files cannot be read.</exception>
    /// <exception cref="ModelLedgerException">The ledger failed, or the key is that of another job. Nothing was sent.</exception>
    public abstract Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default);
}
