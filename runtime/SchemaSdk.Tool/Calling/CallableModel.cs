using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Tool.Calling;

/// <summary>A model without a generated client. Inputs are checked against the same rules as in a generated client.</summary>
/// <param name="schema">The input schema. It must have no errors.</param>
internal sealed class CallableModel(ParsedSchema schema) : ModelInfo
{
    private readonly InputRules _rules = schema.Rule is { AsksNothing: false } rules
        ? InputRules.WithPatterns(RuleText.Of(rules))
        : InputRules.Anything;

    /// <summary>The structure of an input, parsed from the input schema.</summary>
    internal Shape Shape => schema.Shape!;

    /// <summary>The retirement of the model; null if the service still has the model.</summary>
    internal Retirement? Retirement => schema.Retirement;

    public override string Id => schema.File.ModelId!;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => schema.File.Text;

    public override string? OutputSchema => null;

    public override string? InputPatch => schema.File.Patch?.Written;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => _rules.Check(utf8Json);

    internal override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) =>
        _rules.Check(utf8Json, files);
}
