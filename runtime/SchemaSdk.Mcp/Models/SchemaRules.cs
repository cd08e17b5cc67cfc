using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Models;

/// <summary>Describes the rules of a model's input that JSON Schema cannot express.</summary>
internal static class SchemaRules
{
    private const string Keyword = "x-rules";

    // If a patch has a list of rules, that list replaces the whole list in the schema.
    internal static IEnumerable<string> Of(ModelInfo model) =>
        from rule in Parse(model.InputPatch) is { } patch && patch.ContainsKey(Keyword) ? Rules(patch) : Rules(Parse(model.InputSchema))
        where rule is JsonObject && rule["sum"] is not null && rule["equals"] is not null
        select $"The sum of {rule["sum"]} equals {rule["equals"]}.";

    private static JsonArray Rules(JsonObject? schema) => schema?[Keyword] as JsonArray ?? [];

    private static JsonObject? Parse(string? text) =>
        text is null ? null : JsonNode.Parse(text, documentOptions: ShownJson.AnyDepth) as JsonObject;
}
