using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Models;

/// <summary>The rules of a model's input that a JSON schema cannot express: the <c>x-rules</c> of the model's patch.</summary>
internal static class SchemaRules
{
    internal static IEnumerable<string> Of(ModelInfo model) =>
        from text in new[] { model.InputSchema, model.InputPatch }
        where text is not null
        from member in JsonNode.Parse(text, documentOptions: ShownJson.AnyDepth) as JsonObject ?? []
        where member is { Key: "x-rules", Value: JsonArray }
        from rule in (JsonArray)member.Value!
        where rule is JsonObject && rule["sum"] is not null && rule["equals"] is not null
        select $"The sum of {rule["sum"]} equals {rule["equals"]}.";
}
