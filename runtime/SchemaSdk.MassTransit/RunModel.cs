using System.Text.Json;

namespace SchemaSdk.MassTransit;

/// <summary>
/// Requests one run of a model under a key. The message is acknowledged once the job is in the ledger; the consumer sends nothing to the
/// service. A message that is published or delivered again finds the same job.
/// </summary>
public sealed record RunModel
{
    /// <summary>
    /// The key of the job, such as an order number. The sender chooses it, and each key belongs to one job. It must have 1 to 200
    /// characters, without control characters.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>The id of the model at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The input. It must have fewer than 60 levels, because MassTransit limits the depth of a message.</summary>
    public JsonElement Input { get; init; }
}
