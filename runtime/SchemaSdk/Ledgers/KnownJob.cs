using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>A job that was sent earlier, as recorded in its <see cref="ModelLedger"/>.</summary>
public sealed record KnownJob
{
    /// <summary>The id of the job's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The customer for whom the job runs; null if there is none.</summary>
    public string? Customer { get; init; }

    /// <summary>True if the job was sent and the outcome of its submit is unknown. Such a job is never sent again.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The request id; null if none is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The addresses of the job as the service gave them; null if it gave none.</summary>
    public JobLinks? Links { get; init; }

    /// <summary>The time at which the job was last sent, in UTC.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>True if the job was last sent with <see cref="RunOptions.ApiToken"/>, perhaps to another account.</summary>
    public bool HadOwnToken { get; init; }

    /// <summary>The state in which the job ended; null until its end is known.</summary>
    public JobState? Outcome { get; init; }

    /// <summary>The service's response with the result; empty if it is not recorded.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}
