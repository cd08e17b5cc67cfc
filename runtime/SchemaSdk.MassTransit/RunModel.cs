using System.Text.Json;

namespace SchemaSdk.MassTransit;

/// <summary>
/// Asks for a model to be run, once for its key. It is acknowledged as soon as the job is in the ledger; its consumer sends nothing. It may
/// be published or delivered again: that finds the same job.
/// </summary>
public sealed record RunModel
{
    /// <summary>
    /// The sender's name for the job, such as the number of an order: one key, one job. 1 to 200 characters, without control characters.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>The id of the model at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>Its input. It is nested less than 60 deep, since brokers' messages are.</summary>
    public JsonElement Input { get; init; }
}
