using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Emulation.Models;

/// <summary>A model as the service knows it. Its schemas are read when first needed: a thousand models cost nothing at the start.</summary>
internal sealed class EmulatedModel
{
    private readonly ModelInfo _info;
    private readonly Lazy<JObject> _inputSchema;
    private readonly Lazy<InputCheck> _input;
    private readonly Lazy<JObject?> _output;

    public EmulatedModel(ModelInfo info)
    {
        _info = info;
        _inputSchema = new(() => Read(info, info.InputSchema, info.InputPatch, SchemaRole.Input));
        _input = new(() => new InputCheck(InputSchema));
        _output = new(() => info.OutputSchema is { } text ? Read(info, text, info.OutputPatch, SchemaRole.Output) : null);
    }

    public string Id => _info.Id;

    /// <summary>The schema of an input as it is written.</summary>
    public string InputText => _info.InputSchema;

    /// <summary>What inputs look like, as plain JSON Schema.</summary>
    public JObject InputSchema => _inputSchema.Value;

    public InputCheck Input => _input.Value;

    /// <summary>What results look like, as plain JSON Schema; null where nobody knows.</summary>
    public JObject? Output => _output.Value;

    private static JObject Read(ModelInfo info, string schema, string? patch, SchemaRole role)
    {
        var document = JsonText.ReadObject(schema);
        if (patch is not null)
        {
            SchemaPatch.Apply(document, JsonText.ReadObject(patch));
        }

        var files = info.References.ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
        if (files.Count > 0)
        {
            var name = info.Id + (role == SchemaRole.Input ? "/input.json" : "/output.json");
            ForeignReferences.Embed(document, name, [.. files.Keys], (file, _) => JsonText.ReadObject(files[file]));
        }

        return SchemaDialect.Normalize(document, role);
    }
}
