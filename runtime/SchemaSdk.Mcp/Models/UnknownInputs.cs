using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Models;

/// <summary>
/// Finds the members of an input that its schema does not have. Agents guess names, and a service may ignore such a member, run the job
/// with the default value, and charge for it.
/// </summary>
internal static class UnknownInputs
{
    private const int MostErrors = 1_000;
    private const int MostNamed = 5;
    private const int MostCharacters = 100;

    // If a schema has one of these keywords, its properties alone do not show which names are unknown.
    private static readonly string[] Others =
    [
        "$ref", "additionalProperties", "allOf", "anyOf", "dependencies", "dependentSchemas", "if", "oneOf", "patternProperties",
        "unevaluatedProperties",
    ];

    internal static IEnumerable<ValidationError> In(JsonElement input, ModelInfo model)
    {
        var known = NamesOf(model);
        return known.Count == 0 ? []
            : input.EnumerateObject().Where(member => !known.Contains(member.Name)).Take(MostErrors)
                .Select(member => ErrorOf(member.Name, known, model.Id));
    }

    // Returns no names if other names may be valid too. Nothing is then checked.
    private static HashSet<string> NamesOf(ModelInfo model)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, isPatch) in new (string?, bool)[] { (model.InputSchema, false), (model.InputPatch, true) })
        {
            using var schema = JsonDocument.Parse(ShownJson.Whole(text ?? "{}"), ShownJson.AnyDepth);
            if (schema.RootElement.ValueKind != JsonValueKind.Object
                || Array.Exists(Others, keyword => schema.RootElement.TryGetProperty(keyword, out _)))
            {
                return [];
            }

            if (schema.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                // If a patch has only notes for a property, the property is not added, because the service may have renamed it.
                foreach (var property in properties.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.Null)
                    {
                        names.Remove(property.Name);
                    }
                    else if (!isPatch || !ShownJson.HasOnlyNotes(property.Value))
                    {
                        names.Add(property.Name);
                    }
                }
            }
        }

        return names;
    }

    private static ValidationError ErrorOf(string name, HashSet<string> known, string modelId)
    {
        var near = known
            .Where(other => name.Length > 2 && (other.Contains(name, StringComparison.OrdinalIgnoreCase)
                || name.Contains(other, StringComparison.OrdinalIgnoreCase)))
            .Take(MostNamed)
            .ToList();
        return new()
        {
            JsonPointer = $"/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
            Rule = "properties",
            Message = $"{modelId} has no input '{(name.Length <= MostCharacters ? name : name[..MostCharacters] + "…")}'. "
                + (near.Count > 0 ? $"Similar inputs: {string.Join(", ", near)}." : "Find its inputs with get_model."),
        };
    }
}
