using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Models;

/// <summary>The rules of a model's input that a JSON schema cannot say: <c>x-rules</c> of its patch.</summary>
internal static class SchemaRules
{
    internal static IEnumerable<string> Of(ModelInfo model) =>
        from text in new[] { model.InputSchema, model.InputPatch }
        where text is not null
        let rules = (JsonNode.Parse(text, documentOptions: JsonTexts.AnyDepth) as JsonObject)?["x-rules"] as JsonArray
        where rules is not null
        from rule in rules
        select rule is JsonObject known && known["sum"] is { } sum && known["equals"] is { } total
            ? $"The sum of {sum} equals {total}."
            : rule?.ToJsonString(JsonTexts.Readable) ?? "null";
}
