using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation;

/// <summary>The state of an emulated job at one moment.</summary>
public sealed record EmulatedJob
{
    internal EmulatedJob()
    {
    }

    /// <summary>The request id.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The phase of the job.</summary>
    public required JobPhase Phase { get; init; }

    /// <summary>The number of jobs ahead of this job while it is waiting; otherwise null.</summary>
    public required int? QueuePosition { get; init; }

    /// <summary>When the job was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the job started; null if it has not.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the job ended; null if it has not.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>True if the service cancelled the job because the submit's deadline had passed.</summary>
    public bool HasTimedOut { get; init; }

    /// <summary>The error of a job that failed; otherwise null. A recorded error that is not a string is given as JSON.</summary>
    public required string? Error { get; init; }

    /// <summary>The error of a failed job that is played from a recording; otherwise null.</summary>
    internal JsonElement? RecordedError { get; init; }

    /// <summary>The errors in the input that made the job fail. Empty unless the service accepts invalid inputs.</summary>
    public required IReadOnlyList<ValidationError> InputErrors { get; init; }

    /// <summary>
    /// The cost in US dollars of a job that succeeded, or was cancelled after its start. Null for other jobs, and if the model has no
    /// price.
    /// </summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>
    /// The input; null unless <see cref="EmulatedProtocol.KeepsInputs"/> is true. Also null if the submit asked the service not to keep it.
    /// </summary>
    public required JsonElement? Input { get; init; }

    /// <summary>The <see cref="SubmittedInput.Note"/> of the submit.</summary>
    public required string? Note { get; init; }

    /// <summary>What the job has logged, oldest first.</summary>
    public required IReadOnlyList<JobLogLine> Logs { get; init; }

    /// <summary>True if the job has ended.</summary>
    public bool HasEnded => Phase is not (JobPhase.InQueue or JobPhase.InProgress);

    /// <summary>Returns the error as the service wrote it.</summary>
    internal JsonNode? ErrorNode() => RecordedError is { } recorded ? NodeOf(recorded) : Error;

    internal static JsonNode? NodeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };
}
