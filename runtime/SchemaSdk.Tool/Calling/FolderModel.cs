using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>A model in a folder of schemas. Its schema is parsed when first needed, because a folder can have a thousand models.</summary>
/// <param name="input">The input schema, with its patch and the files that it refers to.</param>
/// <param name="output">The output schema, with its patch and files as above; null if the model has none.</param>
internal sealed class FolderModel(SchemaFile input, SchemaFile? output) : ModelInfo
{
    private readonly Lazy<CallableModel> _model = new(() => FolderModels.Make(input));

    public override string Id => input.ModelId!;

    public override Type InputType => typeof(System.Text.Json.JsonElement);

    public override Type OutputType => typeof(System.Text.Json.JsonElement);

    public override string InputSchema => input.Text;

    public override string? OutputSchema => output?.Text;

    public override string? InputPatch => input.Patch?.Written;

    public override string? OutputPatch => output?.Patch?.Written;

    public override IReadOnlyList<KeyValuePair<string, string>> References =>
    [
        .. input.References.Concat(output?.References ?? default).Distinct()
            .Select(static file => KeyValuePair.Create(file.Name, file.Text)),
    ];

    /// <exception cref="ModelConfigurationException">The schema has errors.</exception>
    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => Model().Validate(utf8Json);

    internal override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) =>
        Model().Validate(utf8Json, files);

    private CallableModel Model()
    {
        try
        {
            return _model.Value;
        }
        catch (ToolException exception)
        {
            throw new ModelConfigurationException(exception.Message, exception);
        }
    }
}
