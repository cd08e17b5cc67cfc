namespace SchemaSdk;

/// <summary>A call's handle to a job in a <see cref="ModelLedger"/>. A step is durable once the task that records it completes.</summary>
public abstract class LedgerJob : IDisposable
{
    internal LedgerJob() { }

    /// <summary>The job's key. It is the call's key, or a key that the ledger generated.</summary>
    public abstract string Key { get; }

    /// <summary>The job as it was recorded before this call; null if it is to be submitted.</summary>
    public abstract KnownJob? Known { get; }

    /// <summary>True if <see cref="SendingAsync"/> needs the price, because a budget covers the job.</summary>
    public abstract bool NeedsPrice { get; }

    /// <summary>Records that the input is about to be sent.</summary>
    /// <param name="priceUsd">The price in US dollars from the service's catalogue; null unless the ledger or a limit needs it.</param>
    /// <param name="sentHash">The hash of the input as it is sent, if all of its files were stored first; otherwise null.</param>
    /// <exception cref="ModelLedgerException">
    /// The input must not be sent. If <see cref="ModelLedgerException.IsConflict"/> is true, another call was faster.
    /// </exception>
    /// <exception cref="ModelBudgetException">The job exceeds a budget of the ledger.</exception>
    public abstract Task SendingAsync(decimal? priceUsd, string? sentHash = null);

    /// <summary>Records the outcome of the submit. If the first write fails, this method throws, and the ledger retries.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <exception cref="ModelLedgerException">The outcome could not be recorded immediately.</exception>
    public abstract Task OutcomeAsync(SubmitOutcome outcome);

    /// <summary>Records the end of the job, and downloads its files if requested. A later call downloads the missing files.</summary>
    /// <param name="end">How the job ended.</param>
    /// <param name="recording">Ends the wait for the ledger; the ledger still records the end.</param>
    /// <param name="cancellationToken">Ends the wait for the files; the download continues.</param>
    /// <exception cref="ModelLedgerException">
    /// The end could not be recorded. Thrown only if no files were requested, or if a worker made the call.
    /// </exception>
    public abstract Task<DownloadedFiles> EndedAsync(
        EndedJob end, CancellationToken recording = default, CancellationToken cancellationToken = default);

    /// <summary>Records that the result was delivered to the caller.</summary>
    public abstract Task DeliveredAsync();

    /// <summary>Releases the job: this client has stopped waiting for it, so other processes may resume it.</summary>
    public abstract Task ReleaseAsync();

    /// <summary>Lets waiting calls with the same key continue. Later steps of the job can still be recorded.</summary>
    public abstract void Dispose();
}

/// <summary>A job that was sent earlier, as recorded in its <see cref="ModelLedger"/>.</summary>
public sealed record KnownJob
{
    /// <summary>The id of the job's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The customer for whom the job runs; null for no customer.</summary>
    public string? Customer { get; init; }

    /// <summary>True if the job was sent and the outcome of its submit is unknown. The client does not send such a job again.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The request id; null if none is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The addresses of the job as the service gave them; null if it gave none.</summary>
    public JobLinks? Links { get; init; }

    /// <summary>The time at which the job was last sent, in UTC.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>True if the job was last sent with <see cref="RunOptions.ApiToken"/>, perhaps for another account.</summary>
    public bool HadOwnToken { get; init; }

    /// <summary>The state in which the job ended; null until its end is known.</summary>
    public JobState? Outcome { get; init; }

    /// <summary>The service's answer with the result; empty if it is not recorded.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}

/// <summary>The end of a job, for <see cref="LedgerJob.EndedAsync"/>.</summary>
public sealed class EndedJob
{
    /// <summary>The state in which the job ended.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>The cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The service's answer that contains the result.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>The output in <see cref="Answer"/>; null if the answer has none.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Downloads the files of the output; null if only the end is to be recorded.</summary>
    internal IResultFiles? Files { get; init; }
}

/// <summary>The files of a result that a <see cref="ModelLedger"/> has downloaded.</summary>
/// <param name="Paths">The paths of the files that were downloaded.</param>
/// <param name="Error">Why files are missing; null if none are missing or none were to be downloaded.</param>
public sealed record DownloadedFiles(IReadOnlyList<string> Paths, Exception? Error)
{
    /// <summary>The value for a result whose files were not to be downloaded.</summary>
    public static DownloadedFiles None { get; } = new([], Error: null);
}
