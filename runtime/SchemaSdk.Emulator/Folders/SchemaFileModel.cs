using System.Text.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Emulation.Folders;

/// <summary>A model that is read from its schema files and needs no generated client.</summary>
/// <param name="input">The input schema, with its patch and the files that it refers to.</param>
/// <param name="output">The output schema, with its patch and the files that it refers to; null if the model has none.</param>
internal sealed class SchemaFileModel(SchemaFile input, SchemaFile? output) : ModelInfo
{
    public override string Id => input.ModelId!;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => input.Written;

    public override string? OutputSchema => output?.Written;

    public override string? InputPatch => input.Patch?.Written;

    public override string? OutputPatch => output?.Patch?.Written;

    public override IReadOnlyList<KeyValuePair<string, string>> References =>
    [
        .. input.References.Concat(output?.References ?? default).Distinct()
            .Select(static file => KeyValuePair.Create(file.Name, file.Written)),
    ];

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) =>
        throw new NotSupportedException(
            "A model from a schema file cannot validate an input, because it has no generated code. Send the input to the emulator, which "
            + "checks it.");
}
