using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>Reads the schema of a model's inputs, with its patch and the other files to which it refers.</summary>
internal static class SchemaReader
{
    /// <summary>Returns the schema against which inputs are checked, including the other schema files to which it refers.</summary>
    internal static JsonObject InputOf(ModelInfo model)
    {
        var schema = Parse(model.InputSchema);
        if (model.InputPatch is { } patchText)
        {
            using var written = JsonDocument.Parse(ShownJson.Whole(patchText), ShownJson.AnyDepth);
            var patch = LastMembers.Of(written.RootElement);
            PatchNotes.RemoveOutdated(patch, written.RootElement, schema);
            Merge(schema, patch);
        }

        if (model.References.Count > 0)
        {
            var contents = model.References.Select(static file => KeyValuePair.Create(file.Key, Parse(file.Value))).ToList();
            var files = new ReferencedFiles(contents);
            files.Localize(schema, $"{model.Id}/input.json", isRoot: true);
            if (schema["$defs"] is not JsonObject definitions)
            {
                schema["$defs"] = definitions = [];
            }

            foreach (var (name, file) in contents)
            {
                files.Localize(file, name, isRoot: false);
                definitions[name] = file;
            }
        }

        return schema;
    }

    private static JsonObject Parse(string text)
    {
        using var document = JsonDocument.Parse(ShownJson.Whole(text), ShownJson.AnyDepth);
        return LastMembers.Of(document.RootElement);
    }

    // Applies a JSON Merge Patch (RFC 7396).
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject members)
            {
                if (target[name] is not JsonObject inner)
                {
                    target[name] = inner = [];
                }

                Merge(inner, members);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
