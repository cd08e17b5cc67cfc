using System.Text.Json;

namespace SchemaSdk.Emulation.Folders;

/// <summary>A model as its schema files tell of it, without a client that was made from them.</summary>
internal sealed class FolderModel(
    string id,
    string input,
    string? inputPatch,
    string? output,
    string? outputPatch,
    IReadOnlyList<KeyValuePair<string, string>> references)
    : ModelInfo
{
    public override string Id => id;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => input;

    public override string? OutputSchema => output;

    public override string? InputPatch => inputPatch;

    public override string? OutputPatch => outputPatch;

    public override IReadOnlyList<KeyValuePair<string, string>> References => references;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) =>
        throw new NotSupportedException("Only generated code checks an input before it is sent. The emulator does so when it has come.");
}
