using System.Text.Json.Serialization;
using ModelContextProtocol.Protocol;

namespace SchemaSdk.Mcp.Tasks;

/// <summary>The answer to a call of <c>run</c> that becomes a task.</summary>
internal sealed class TaskCreated : Result
{
    public required string TaskId { get; init; }

    public string Status { get; init; } = "working";

    public required string CreatedAt { get; init; }

    public required string LastUpdatedAt { get; init; }

    /// <summary>How long the task is kept, in milliseconds; null for as long as the ledger keeps the job.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? TtlMs { get; init; }

    public required int PollIntervalMs { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TaskCreated))]
internal sealed partial class TaskJson : JsonSerializerContext;
