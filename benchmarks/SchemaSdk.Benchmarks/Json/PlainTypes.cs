using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>A hand-written input type for System.Text.Json's source generator.</summary>
public sealed class PlainInput
{
    public required string Prompt { get; set; }

    public string? NegativePrompt { get; set; }

    public int? Duration { get; set; }

    public string? AspectRatio { get; set; }

    public double? CfgScale { get; set; }

    public bool? Sound { get; set; }

    public List<PlainSegment>? MultiPrompt { get; set; }
}

public sealed class PlainSegment
{
    public string? Prompt { get; set; }

    public int? Duration { get; set; }
}

internal class PlainResult<TOutput>
{
    public string? RequestId { get; set; }

    public string? Status { get; set; }

    public TOutput? Output { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}

internal class PlainOutput
{
    public string? Image { get; set; }

    public string? Video { get; set; }

    public List<string>? Images { get; set; }

    public List<string>? Videos { get; set; }
}

internal sealed class KeepingOutput : PlainOutput
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainInput))]
[JsonSerializable(typeof(PlainResult<PlainOutput>))]
[JsonSerializable(typeof(PlainResult<KeepingOutput>))]
internal sealed partial class PlainContext : JsonSerializerContext;
