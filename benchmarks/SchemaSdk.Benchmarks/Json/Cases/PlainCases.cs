using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Benchmarks.Json.Cases;

public sealed class PlainSegments
{
    public required string Prompt { get; set; }

    public List<PlainPart>? Segments { get; set; }
}

public sealed class PlainPart
{
    public required string Prompt { get; set; }

    public required int Duration { get; set; }

    public double? Scale { get; set; }
}

public sealed class PlainUnion
{
    public required PlainImage Image { get; set; }

    public PlainImage? Backdrop { get; set; }
}

public sealed class PlainChoice
{
    public required PlainVoice Voice { get; set; }

    public PlainVoice? Second { get; set; }

    public PlainVoice? Third { get; set; }
}

public sealed class PlainDrawing
{
    public required string Prompt { get; set; }

    public required long Seed { get; set; }
}

/// <summary>A hand-written union: the address of an image, or the instructions to draw one.</summary>
[JsonConverter(typeof(PlainImageConverter))]
public sealed record PlainImage(string? Address, PlainDrawing? Drawing);

/// <summary>Reads and writes the union by hand, because System.Text.Json does not support unions.</summary>
public sealed class PlainImageConverter : JsonConverter<PlainImage>
{
    public override PlainImage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new(reader.GetString(), null)
            : new(null, JsonSerializer.Deserialize(ref reader, PlainCases.Default.PlainDrawing));

    public override void Write(Utf8JsonWriter writer, PlainImage value, JsonSerializerOptions options)
    {
        if (value.Address is { } address)
        {
            writer.WriteStringValue(address);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Drawing!, PlainCases.Default.PlainDrawing);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainSegments))]
[JsonSerializable(typeof(PlainUnion))]
[JsonSerializable(typeof(PlainChoice))]
[JsonSerializable(typeof(PlainWide))]
[JsonSerializable(typeof(PlainDrawing))]
internal sealed partial class PlainCases : JsonSerializerContext;
