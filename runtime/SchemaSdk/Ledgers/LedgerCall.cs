namespace SchemaSdk;

/// <summary>What the client passes to its <see cref="ModelLedger"/> about a call that submits a job.</summary>
public sealed class LedgerCall
{
    internal LedgerCall(ReadOnlyMemory<byte> input, InputFiles? files) => (Input, Files) = (input, files);

    /// <summary>The name of the service to which the job is submitted.</summary>
    public required string Service { get; init; }

    /// <summary>The id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The key of the job, from <see cref="RunOptions.Key"/>; null if the ledger is to generate one.</summary>
    public string? Key { get; init; }

    /// <summary>The customer for whom the job runs, from <see cref="RunOptions.Customer"/>; null if the call has none.</summary>
    public string? Customer { get; init; }

    /// <summary>True if the job is sent with a token of its own, from <see cref="RunOptions.ApiToken"/>.</summary>
    public bool HasOwnToken { get; init; }

    /// <summary>The input as JSON.</summary>
    public ReadOnlyMemory<byte> Input { get; internal set; }

    /// <summary><see cref="RunOptions.LeavesDelivery"/>: true if the caller itself records the delivery of the result.</summary>
    public bool LeavesDelivery { get; init; }

    /// <summary>The client's <see cref="ModelClientOptions.BudgetUsd"/>, for all jobs at the service; null if it is not set.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>The clock of the client.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Logs each step that is recorded late.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The size limit of an input file, in bytes.</summary>
    public long MaxFileBytes { get; init; }

    /// <summary>The size limit of a request with files, in bytes.</summary>
    internal long MaxRequestBytes { get; init; } = long.MaxValue;

    /// <summary>The files whose content is sent with the input; null if it has none. A ledger replaces them with its copies.</summary>
    internal InputFiles? Files { get; set; }

    /// <summary>Checks the input against its schema once the ledger has copied its files; null if the input is not checked.</summary>
    internal Action<LedgerCall>? Check { get; init; }

    /// <summary>True if the ledger enforces <see cref="BudgetUsd"/>. Set by the ledger.</summary>
    internal bool IsBudgetKept { get; set; }

    /// <summary>Returns the record of the last attempt to send the job, for settling that attempt's outcome. Set by the ledger.</summary>
    internal Func<IUnknownRecord>? LastAttempt { get; set; }

    /// <summary>True if a worker makes the call. A failure affecting all of the worker's jobs is logged once, not for each job.</summary>
    internal bool IsOfWorker { get; init; }
}
