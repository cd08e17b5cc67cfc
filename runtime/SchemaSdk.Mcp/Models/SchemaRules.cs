using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Models;

/// <summary>Describes the rules of a model's input that JSON Schema cannot express.</summary>
internal static class SchemaRules
{
    private const string Keyword = "x-rules";

    // If a patch has a list of rules, that list replaces the whole list in the schema.
    internal static IEnumerable<string> Of(ModelInfo model) =>
        from rule in RulesIn(model.InputPatch) ?? RulesIn(model.InputSchema) ?? []
        let sum = Find(rule, "sum")
        let total = Find(rule, "equals")
        where sum is { ValueKind: not JsonValueKind.Null } && total is { ValueKind: not JsonValueKind.Null }
        select $"The sum of {sum} equals {total}.";

    // Does not use a JsonObject, which would throw if a member occurs twice.
    private static List<JsonElement>? RulesIn(string? schema)
    {
        using var document = JsonDocument.Parse(ShownJson.Whole(schema ?? "{}"), ShownJson.AnyDepth);
        return Find(document.RootElement.Clone(), Keyword) is not { } rules ? null
            : rules.ValueKind == JsonValueKind.Array ? [.. rules.EnumerateArray()] : [];
    }

    private static JsonElement? Find(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) ? found : null;
}
