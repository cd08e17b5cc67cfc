using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Merges two schemas for the same value into one.</summary>
internal static class MergedSchemas
{
    /// <summary>Adds the keywords of a part to a schema.</summary>
    /// <param name="part">The part. It cannot be used again, because its nodes are moved.</param>
    /// <param name="schema">The schema to change.</param>
    /// <param name="canMerge">Returns false for two values of one keyword if the limit on merged keywords has been reached.</param>
    public static void Add(JsonObject part, JsonObject schema, Func<JsonNode, JsonNode, bool> canMerge)
    {
        ConditionalMembers.Move(part, schema);
        var hasValues = SharedKeywords.MergeValues(part, schema, canMerge);
        foreach (var member in part.Members.Where(member => !hasValues || !SharedKeywords.IsOfValues(member.Name)).ToList())
        {
            var present = schema[member.Name];
            if (present is null)
            {
                schema[member.Name] = member.Value.Copy();
            }
            else if (member.Name == KeywordName.Properties && present is JsonObject properties && member.Value is JsonObject more)
            {
                AddProperties(more, properties, canMerge);
            }
            else if (member.Name == KeywordName.Items && present is JsonObject items && member.Value is JsonObject moreItems)
            {
                Add(moreItems, items, canMerge);
            }
            else if (member.Name == KeywordName.Ref)
            {
                AddReference(member.Value, schema);
            }
            else if (canMerge(present, member.Value))
            {
                SharedKeywords.Merge(schema, member, part);
            }
        }
    }

    private static void AddReference(JsonNode reference, JsonObject schema)
    {
        if (!JsonEquality.Comparer.Equals(schema[KeywordName.Ref], reference))
        {
            var parts = schema[KeywordName.AllOf] as JsonArray ?? [];
            parts.Add(new JsonObject { [KeywordName.Ref] = reference.Copy() });
            schema[KeywordName.AllOf] = parts;
        }
    }

    private static void AddProperties(JsonObject part, JsonObject properties, Func<JsonNode, JsonNode, bool> canMerge)
    {
        foreach (var member in part.Members.ToList())
        {
            if (properties[member.Name] is not { } present)
            {
                properties[member.Name] = member.Value.Copy();
            }
            else if (present is JsonObject property && member.Value is JsonObject more)
            {
                Add(more, property, canMerge);
            }
        }
    }
}
