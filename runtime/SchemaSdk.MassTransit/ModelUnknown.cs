namespace SchemaSdk.MassTransit;

/// <summary>
/// Says that nobody knows whether a job runs: it was sent, and may be running and billed. It is never sent again. A person looks for it at
/// the service and settles it: <see cref="IModelJobs.SettleAsync"/>, or <c>schemasdk jobs settle</c>.
/// </summary>
public sealed record ModelUnknown
{
    /// <summary>The key of the job.</summary>
    public string Key { get; init; } = "";

    /// <summary>The model that may be running.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The time at which it was sent, in UTC; null if the ledger does not have it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The SHA-256 of its input in a form that is the same for equal JSON values, in lower-case hexadecimal digits.</summary>
    public string InputHash { get; init; } = "";

    /// <summary>An id that the service named; null: none.</summary>
    public string? RequestId { get; init; }
}
