namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A model under the id that another service uses for it.</summary>
internal sealed class RenamedModel(ModelInfo model, string id) : ModelInfo
{
    public override string Id => id;

    public override Type InputType => model.InputType;

    public override Type OutputType => model.OutputType;

    public override string InputSchema => model.InputSchema;

    public override string? OutputSchema => model.OutputSchema;

    public override string? InputPatch => model.InputPatch;

    public override string? OutputPatch => model.OutputPatch;

    public override IReadOnlyList<KeyValuePair<string, string>> References => model.References;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => model.Validate(utf8Json);
}
