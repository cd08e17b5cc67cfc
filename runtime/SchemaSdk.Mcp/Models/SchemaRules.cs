using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Models;

/// <summary>
/// Describes the rules of a model's input that JSON Schema cannot express. They are in the <c>x-rules</c> of the schema or its patch.
/// </summary>
internal static class SchemaRules
{
    internal static IEnumerable<string> Of(ModelInfo model) =>
        from text in new[] { model.InputSchema, model.InputPatch }
        where text is not null
        from member in JsonNode.Parse(text, documentOptions: ShownJson.AnyDepth) as JsonObject ?? []
        where member.Key.StartsWith("x-", StringComparison.Ordinal) && member.Value is JsonArray
        from rule in (JsonArray)member.Value!
        where rule is JsonObject && rule["sum"] is not null && rule["equals"] is not null
        select $"The sum of {rule["sum"]} equals {rule["equals"]}.";
}
