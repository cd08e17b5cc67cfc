using System.Text.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Emulation.Folders;

/// <summary>A model that is read from its schema files and needs no generated client.</summary>
internal sealed class SchemaFileModel(
    SchemaFile input, SchemaFile? output, IReadOnlyList<KeyValuePair<string, string>> references) : ModelInfo
{
    public override string Id => input.ModelId!;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => input.Written;

    public override string? OutputSchema => output?.Written;

    public override string? InputPatch => input.Patch?.Written;

    public override string? OutputPatch => output?.Patch?.Written;

    public override IReadOnlyList<KeyValuePair<string, string>> References => references;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) =>
        throw new NotSupportedException("This model has no generated code that checks inputs. The emulator checks the inputs it receives.");
}
