using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.MassTransit;

/// <summary>
/// Reports that a job has ended. The message is published at least once for each job that a worker runs, and again for each later
/// <see cref="RunModel"/> with the same key. Consumers should therefore handle each key once. If a direct call waits for the job, only the
/// caller gets the result.
/// </summary>
public sealed record ModelEnded
{
    /// <summary>The key of the job.</summary>
    public string Key { get; init; } = "";

    /// <summary>The id of the model that ran.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The request id of the job; null if the ledger does not have it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The handle with which a client without the ledger can attach to the job; null if the request id is not known.</summary>
    public ModelJobHandle? Job { get; init; }

    /// <summary>
    /// How the job ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.
    /// </summary>
    [JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
    public JobState Outcome { get; init; }

    /// <summary>The cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// The output; null if the job has none, or if the message omits it. A message omits an output that the ledger does not keep, that is
    /// larger than <see cref="ModelMessageOptions.MaxOutputBytes"/>, that has more than 60 levels, or that contains an unpaired surrogate.
    /// If the job succeeded, get the omitted output from <see cref="IModelJobs.ResultAsync"/>.
    /// </summary>
    public JsonElement? Output { get; init; }

    /// <summary>The error message that says why the job has no result; null if the job had no error.</summary>
    public string? Error { get; init; }

    /// <summary>The paths of the downloaded files of the result; empty if no files were downloaded.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// Why files are permanently missing from <see cref="Files"/>, or may not survive a power loss; null if neither is the case.
    /// </summary>
    public string? FilesError { get; init; }
}
