using SchemaSdk.Limits;

namespace SchemaSdk.Ledgers;

/// <summary>The lines that one job puts down in its ledger, one after the other. Each task ends once its line is durable.</summary>
/// <remarks>An interface, so that a program without a ledger has none of the code behind it.</remarks>
internal interface IJobLines
{
    /// <summary>The key of the job.</summary>
    string Key { get; }

    /// <summary>True if a worker has claimed it, and whoever claims it next goes on with it.</summary>
    bool IsClaimed => false;

    /// <summary>Reads the price of the job, where the ledger has to know it before the job is sent.</summary>
    /// <exception cref="ModelBudgetException">It cannot be read.</exception>
    ValueTask PriceAsync(
        IJobBudget budget, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken);

    /// <summary>Its input is to be sent.</summary>
    /// <exception cref="ModelLedgerException">It may not be. With a conflict, somebody else was quicker.</exception>
    Task SendingAsync();

    /// <summary>True if the last line is that these lines send it, and what became of it is not on the disk.</summary>
    bool IsSending { get; }

    /// <summary>True if the line that these lines send it may be on the disk, since the ledger could not say so.</summary>
    bool MayBeSending { get; }

    /// <summary>Looks for that line.</summary>
    /// <returns>
    /// True if it is the last one: <see cref="IsSending"/> from now on. Null if it is not there, and may still come: a server may commit
    /// late what it was given. False if others have gone on.
    /// </returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    Task<bool?> FindSendingAsync();

    /// <summary>It was not taken for now, and nothing runs.</summary>
    Task PostponedAsync();

    /// <summary>The service has accepted it.</summary>
    Task AcceptedAsync(string requestId);

    /// <summary>It was refused.</summary>
    Task RefusedAsync(Exception reason);

    /// <summary>It was not taken in time, and nothing runs: a job that was left to workers waits for one again.</summary>
    Task NotTakenAsync(Exception reason);

    /// <summary>Nobody knows whether it was accepted.</summary>
    // requestId: an id that the answer names; null: none.
    Task UnknownAsync(string? requestId);

    /// <summary>It has ended.</summary>
    Task EndedAsync(EndedJob end);

    /// <summary>Puts the end down, and downloads the files of the result, where the ledger says so.</summary>
    /// <param name="end">The end.</param>
    /// <param name="files">Downloads the files.</param>
    /// <param name="output">The output in that answer; null if it has none.</param>
    /// <param name="recording">Ends the wait for the line, and for files that wait for it. Both go on.</param>
    /// <param name="cancellationToken">Ends the wait for the files.</param>
    /// <returns>The exception for which the files are not there; null if they are, or if none was to be downloaded.</returns>
    ValueTask<Exception?> RecordedAsync(
        EndedJob end,
        IResultFiles files,
        ReadOnlyMemory<byte>? output,
        CancellationToken recording,
        CancellationToken cancellationToken);

    /// <summary>Downloads the files of its result, where the ledger says so. Until then it does not count as delivered.</summary>
    /// <exception cref="ModelDownloadException">One may not, or could not, be downloaded.</exception>
    Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output);

    /// <summary>The paths of the files of its result that are there: downloaded here, or before, as the ledger says.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>The paths of the files that were downloaded, for somebody else who puts down that it was delivered.</summary>
    Task FilesAsync();

    /// <summary>Somebody gets its result.</summary>
    Task DeliveredAsync();

    /// <summary>Nobody here waits for it any more: others may take it up.</summary>
    Task LeftAsync();

    /// <summary>That which others in this client waited by when the ledger was asked about the job; null: nobody waited.</summary>
    object? Waited { get; }

    /// <summary>Finds what those who wait for the job in this client share, or makes them share this.</summary>
    // waited: what polls the job. It is kept for as long as somebody else holds on to it.
    object Share(object waited);

    /// <summary>Nobody waits by this any more: whoever comes next begins anew.</summary>
    void Unshare(object waited);

    /// <summary>The same lines, of which whoever gets the result puts down the last one.</summary>
    // isClaimed: whether a worker may have claimed it, who gives it back.
    IJobLines LeavingDelivery(bool isClaimed);
}
