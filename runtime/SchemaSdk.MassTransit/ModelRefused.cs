using System.Text.Json.Serialization;

namespace SchemaSdk.MassTransit;

/// <summary>Reports that a job was refused. The job is not running, and nothing is charged.</summary>
public sealed record ModelRefused
{
    /// <summary>The key of the <see cref="RunModel"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The id of the model.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>Why the job was refused, as a category.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ModelRefusal>))]
    public ModelRefusal Refusal { get; init; }

    /// <summary>The reason as a message for people.</summary>
    public string Reason { get; init; } = "";
}
