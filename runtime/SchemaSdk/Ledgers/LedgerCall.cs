using Microsoft.Extensions.Logging;
using SchemaSdk.Files;

namespace SchemaSdk;

/// <summary>A call that submits a job, as its <see cref="ModelLedger"/> sees it.</summary>
public sealed class LedgerCall
{
    internal LedgerCall(ReadOnlyMemory<byte> input, InputFiles? files) => (Input, Files) = (input, files);

    /// <summary>The name of the service that is to run the job.</summary>
    public required string Service { get; init; }

    /// <summary>The model that is to run.</summary>
    public required string ModelId { get; init; }

    /// <summary>The key of the job, <see cref="RunOptions.Key"/>; null: the ledger makes one.</summary>
    public string? Key { get; init; }

    /// <summary>The input as JSON.</summary>
    public ReadOnlyMemory<byte> Input { get; internal set; }

    /// <summary>True if the caller itself records that the result was delivered: <see cref="RunOptions.LeavesDelivery"/>.</summary>
    public bool LeavesDelivery { get; init; }

    /// <summary>The limit of the client for all jobs of the service, <see cref="ModelClientOptions.BudgetUsd"/>; null: none.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>The clock of the client.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>The log for messages about steps that are recorded late.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The most bytes that a file of the input may have.</summary>
    public long MaxFileBytes { get; init; }

    /// <summary>The files whose content is sent with the input; null: none. A ledger replaces them with its copies.</summary>
    internal InputFiles? Files { get; set; }

    /// <summary>Checks the input against its schema after the ledger has put in the files that it names; null: it is not checked.</summary>
    internal Action<LedgerCall>? Check { get; init; }

    /// <summary>True if a worker makes the call, which reports failures that affect all of its jobs itself.</summary>
    internal bool IsOfWorker { get; init; }
}
