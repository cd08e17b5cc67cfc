using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for a map of properties (from names to schemas) in a place where a single schema is expected.</summary>
internal static class ObjectRules
{
    /// <summary>The keywords, such as <c>enum</c> and <c>anyOf</c>, whose array says which values are valid.</summary>
    private static readonly string[] Listing = KeywordTable.Names(keyword =>
        keyword is { Value: KeywordValue.TextOrList or KeywordValue.FilledList, Types: KeywordTyping.Always or KeywordTyping.Union });

    /// <summary>
    /// <c>{"prompt": {"type": …}, "duration": {"type": …}}</c> is a map of properties, and means <c>{"type": "object", "properties":
    /// {…}}</c>. The example below proves this meaning: its <c>items</c> is such a map, but a sibling model has the object schema there.
    /// </summary>
    /// <remarks>
    /// The only keywords allowed beside the properties are notes, definitions, <c>required</c> and <c>additionalProperties</c>.
    /// </remarks>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>items</c> of <c>multi_prompt</c>.</example>
    public static void PropertyMapMeansObject(JsonObject schema)
    {
        if (IsPropertyMap(schema))
        {
            var properties = Tokens.TakeAll(schema, IsPropertyOfMap);
            schema[KeywordName.Type] = "object";
            schema[KeywordName.Properties] = properties;
        }
    }

    public static bool IsPropertyMap(JsonObject schema)
    {
        var isTyped = false;
        foreach (var member in schema.Members)
        {
            if (EnvelopeRules.IsBeside(member) || IsOfProperties(member, schema))
            {
                continue;
            }

            if (SchemaKeywords.IsKeyword(member) || member.Value is not JsonObject property || !CouldBeSchema(property))
            {
                return false;
            }

            isTyped |= IsTyped(property);
        }

        return isTyped;
    }

    /// <summary>Returns true if a member of a property map is a property, and not a keyword.</summary>
    public static bool IsPropertyOfMap(JsonMember member) => member.Value is JsonObject && !EnvelopeRules.IsBeside(member);

    /// <summary>
    /// Returns true if a member is the keyword <c>required</c> or <c>additionalProperties</c>, and not a property with that name. Patches
    /// may add these keywords to a map.
    /// </summary>
    private static bool IsOfProperties(JsonMember member, JsonObject map) => member.Name switch
    {
        KeywordName.Required =>
            member.Value is JsonArray names
                && names.All(name => name is JsonValue { Value: string property } && map[property] is JsonObject),
        KeywordName.AdditionalProperties => member.Value is JsonValue { Value: bool },
        _ => false,
    };

    private static bool CouldBeSchema(JsonObject property) => property.Count == 0 || property.Members.Any(SchemaKeywords.IsKeyword);

    /// <summary>
    /// Returns true if an object says which values are valid. A <c>description</c> is not enough, because objects that are not schemas may
    /// have one.
    /// </summary>
    private static bool IsTyped(JsonObject property) => property[KeywordName.Type] is JsonValue { Value: string type }
        ? TypeRules.IsKnown(type)
        : property[KeywordName.Ref] is JsonValue { Value: string }
            || (property[KeywordName.Properties] ?? property[KeywordName.Items]) is JsonObject
            || Array.Exists(Listing, keyword => property[keyword] is JsonArray { Count: > 0 });
}
