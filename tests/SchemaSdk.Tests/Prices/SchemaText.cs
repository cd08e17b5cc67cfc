using System.Text.Json;

namespace SchemaSdk.Tests.Prices;

/// <summary>A model whose input schema is the only known part.</summary>
internal sealed class SchemaText(string inputSchema, string? inputPatch = null) : ModelInfo
{
    public override string Id => "acme/video";

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => inputSchema;

    public override string? InputPatch => inputPatch;

    public override string? OutputSchema => null;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];
}
