namespace SchemaSdk.Tests.Bench;

/// <summary>A model with only an id and an input schema. It accepts every input.</summary>
internal class OpenInfo(string id, string inputSchema = "{}", string? inputPatch = null) : ModelInfo
{
    public override string Id => id;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => inputSchema;

    public override string? InputPatch => inputPatch;

    public override string? OutputSchema => null;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];
}
