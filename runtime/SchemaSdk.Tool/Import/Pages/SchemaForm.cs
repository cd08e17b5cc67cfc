using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Distinguishes schemas from examples by their form only, because the text around them may be in any language.</summary>
internal static class SchemaForm
{
    private static readonly string[] Combining = [KeywordName.AllOf, KeywordName.AnyOf, KeywordName.OneOf];

    /// <summary>Returns true if an object is a schema, or a schema in an envelope.</summary>
    internal static bool IsSchema(JsonObject json) => IsOutput(json) || IsPlain(json);

    /// <summary>Returns true if an object is an output schema in an envelope: <c>{"output": {…}}</c>.</summary>
    internal static bool IsOutput(JsonObject json) => EnvelopeRules.IsEnvelope(json) && IsPlain((JsonObject)json["output"]!);

    /// <summary>Returns a short description of a schema, which lists the names of its members.</summary>
    internal static string Describe(JsonObject json)
    {
        const int Listed = 4;
        var schema = IsOutput(json) ? (JsonObject)json["output"]! : json;
        var names = (schema[KeywordName.Properties] as JsonObject)?.Members.Select(member => member.Name).ToList() ?? [];
        var members = names.Count == 0 ? "without properties"
            : $"with {string.Join(", ", names.Take(Listed))}{(names.Count > Listed ? " …" : "")}";
        return $"{(IsOutput(json) ? "an output" : "a schema")} {members}";
    }

    // An example can have "properties" or "type" too, but its properties are rarely all schemas, and its members rarely all keywords.
    private static bool IsPlain(JsonObject json) =>
        json[KeywordName.Properties] is JsonObject { Count: > 0 } properties
            ? properties.Values.All(value => value is JsonObject or JsonValue { Value: bool })
            : SaysType(json) && json.Members.All(IsKeyword);

    private static bool IsKeyword(JsonMember member) =>
        KeywordTable.Find(member.Name) is not null || member.Name.StartsWith("x-", StringComparison.Ordinal);

    private static bool SaysType(JsonObject json) => json[KeywordName.Type] switch
    {
        JsonValue { Value: string type } => TypeRules.IsKnown(type),
        JsonArray { Count: > 0 } types => types.All(type => type is JsonValue { Value: string name } && TypeRules.IsKnown(name)),
        _ => json[KeywordName.Ref] is JsonValue { Value: string }
            || Combining.Any(name => json[name] is JsonArray { Count: > 0 } branches && branches.All(branch => branch is JsonObject)),
    };
}
