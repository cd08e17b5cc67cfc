using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Models;

/// <summary>A model of the emulated service. Its schemas are parsed on first use, so an emulator with many models starts quickly.</summary>
internal sealed class EmulatedModel
{
    private readonly ModelInfo _info;
    private readonly Lazy<NormalizedSchema> _input;
    private readonly Lazy<InputValidator> _check;
    private readonly Lazy<SecondOpinion?> _opinion;
    private readonly Lazy<NormalizedSchema?> _output;
    private readonly Lazy<InputValidator?> _outputCheck;

    public EmulatedModel(ModelInfo info)
    {
        _info = info;
        _input = new(() => Read(info, info.InputSchema, info.InputPatch, SchemaRole.Input, "input"));
        _check = new(() => new InputValidator(SchemaParser.Parse(_input.Value)));
        _opinion = new(() => SecondOpinion.Of(InputSchema));
        _output = new(() => info.OutputSchema is { } text ? Read(info, text, info.OutputPatch, SchemaRole.Output, "output") : null);

        // Rules are compiled only for inputs, so the output schema is parsed as an input schema.
        _outputCheck = new(() => _output.Value is { } read
            ? new InputValidator(SchemaParser.Parse(read with { File = read.File with { Role = SchemaRole.Input } }))
            : null);
    }

    public string Id => _info.Id;

    public string InputText => _info.InputSchema;

    /// <summary>The text of the output schema; null if the model has none.</summary>
    public string? OutputText => _info.OutputSchema;

    /// <summary>The input schema, normalized to plain JSON Schema.</summary>
    public JsonObject InputSchema => _input.Value.Root!;

    public InputValidator Input => _check.Value;

    /// <summary>A second validator for inputs, to find mistakes in the first; null if NJsonSchema does not support the schema.</summary>
    public SecondOpinion? Opinion => _opinion.Value;

    /// <summary>The output schema, normalized to plain JSON Schema; null if the model has none.</summary>
    public JsonObject? Output => _output.Value?.Root;

    /// <summary>Checks an output against the rules of its schema; null without a schema.</summary>
    public InputValidator? OutputCheck => _outputCheck.Value;

    public MediaKind Makes =>
        MediaWords.OfModel(Id, (InputSchema[KeywordName.Properties] as JsonObject)?.Members.Select(static member => member.Name) ?? []);

    private static NormalizedSchema Read(ModelInfo info, string schema, string? patch, SchemaRole role, string file)
    {
        var normalized = SchemaSteps.Normalize(new SchemaFile($"{info.Id}/{file}.json", info.Id, role, schema)
        {
            Patch = patch is null ? null : new PatchFile($"{info.Id}/{file}.patch.json", info.Id, role, patch, default),
            References = info.References
                .OrderBy(other => other.Key, StringComparer.Ordinal)
                .Select(other => new ReferenceFile(other.Key, other.Key, other.Value, default))
                .ToEquatableArray(),
        });
        return normalized.Root is not null
            ? normalized
            : throw new InvalidOperationException($"The {file} schema of {info.Id} cannot be used. {normalized.Problems[0].Message}.");
    }
}
