namespace SchemaSdk;

/// <summary>A job in a <see cref="ModelLedger"/>, as one call sees it. A step is durable once its task completes.</summary>
public abstract class LedgerJob : IDisposable
{
    internal LedgerJob()
    {
    }

    /// <summary>The key of the job: that of the call, or one that was made for it.</summary>
    public abstract string Key { get; }

    /// <summary>The job as it was before this call; null: it is to be submitted.</summary>
    public abstract KnownJob? Known { get; }

    /// <summary>True if <see cref="SendingAsync"/> has to be given the price, because the ledger keeps a budget.</summary>
    public abstract bool NeedsPrice { get; }

    /// <summary>Records that the input is about to be sent.</summary>
    /// <param name="priceUsd">The price in US dollars by the service's catalogue; null unless the ledger needs it.</param>
    /// <exception cref="ModelLedgerException">It must not be sent. If it is a conflict, another call got there first.</exception>
    /// <exception cref="ModelBudgetException">It does not fit into a budget of the ledger.</exception>
    public abstract Task SendingAsync(decimal? priceUsd);

    /// <summary>Records what became of the submit. If the ledger does not take it at once, this throws, and the ledger tries on.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <exception cref="ModelLedgerException">It could not be recorded at once.</exception>
    public abstract Task OutcomeAsync(SubmitOutcome outcome);

    /// <summary>Records the end of the job, and downloads its files if they are asked for; called again, what is missing.</summary>
    /// <param name="end">The end.</param>
    /// <param name="recording">Cancels waiting for the record; recording continues.</param>
    /// <param name="cancellationToken">Cancels waiting for the files; the download continues.</param>
    /// <exception cref="ModelLedgerException">It could not be recorded, and files were not asked for, or a worker asked.</exception>
    public abstract Task<DownloadedFiles> EndedAsync(
        EndedJob end, CancellationToken recording = default, CancellationToken cancellationToken = default);

    /// <summary>Records that the result was handed to the caller.</summary>
    public abstract Task DeliveredAsync();

    /// <summary>Gives the job back: this client no longer waits for it, and other processes may take it up.</summary>
    public abstract Task ReleaseAsync();

    /// <summary>Lets waiting calls with the same key proceed. Later steps may still be reported.</summary>
    public abstract void Dispose();
}
