namespace SchemaSdk.MassTransit;

/// <summary>
/// Reports that the outcome of a submit is unknown. The job was sent, and may be running and charged. It is not sent again until it is
/// settled: look for it at the service, and settle it with <see cref="IModelJobs.SettleAsync"/> or <c>schemasdk jobs settle</c>.
/// </summary>
public sealed record ModelUnknown
{
    /// <summary>The key of the job.</summary>
    public string Key { get; init; } = "";

    /// <summary>The id of the model that may be running.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The time at which the job was sent, in UTC; null if the ledger does not have it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>
    /// The SHA-256 of the input's canonical JSON, in lower-case hexadecimal digits. It is the same for equal JSON values.
    /// </summary>
    public string InputHash { get; init; } = "";

    /// <summary>A request id that the service may have given the job; null if none is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// A handle that holds <see cref="RequestId"/>, so that a client without the ledger can attach to the job; null if the request id is
    /// unknown.
    /// </summary>
    public ModelJobHandle? Job { get; init; }
}
