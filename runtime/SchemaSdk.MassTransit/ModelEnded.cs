using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.MassTransit;

/// <summary>
/// Says that a job has ended: at least once for each, and again for each <see cref="RunModel"/> that comes after its end. Whoever takes
/// it counts it once for each key.
/// </summary>
public sealed record ModelEnded
{
    /// <summary>The key of the job.</summary>
    public string Key { get; init; } = "";

    /// <summary>The model that ran.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The id that the service gave it; null if the ledger does not have it.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// The way it ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.
    /// </summary>
    [JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
    public JobState Outcome { get; init; }

    /// <summary>Its cost in US dollars; null if the service told none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// The output. Null if it made nothing, and if the output is larger than <see cref="ModelMessageOptions.MaxOutputBytes"/> or is not
    /// kept: <see cref="IModelJobs.ResultAsync"/> with the key has it then.
    /// </summary>
    public JsonElement? Output { get; init; }

    /// <summary>The reason why it has no output, in words; null if it has one.</summary>
    public string? Error { get; init; }

    /// <summary>The paths of the files that were downloaded for it; empty if it has none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// The reason for which <see cref="Files"/> lacks files of the result, which are no longer tried; null if it has all of them.
    /// </summary>
    public string? FilesError { get; init; }
}
