using System.Text.Json.Serialization;

namespace SchemaSdk.MassTransit;

/// <summary>Says that a job was refused: nothing runs, and nothing is billed for it.</summary>
public sealed record ModelRefused
{
    /// <summary>The key of the <see cref="RunModel"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its model.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The part that refused it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ModelRefusal>))]
    public ModelRefusal Refusal { get; init; }

    /// <summary>The reason in words.</summary>
    public string Reason { get; init; } = "";
}
