using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Properties that stand where a schema should.</summary>
internal static class ObjectRules
{
    /// <summary>The keywords whose list says what a value is.</summary>
    private static readonly string[] Listing = KeywordTable.Names(keyword =>
        keyword is { Value: KeywordValue.TextOrList or KeywordValue.FilledList, Types: KeywordTyping.Always or KeywordTyping.Union });

    /// <summary>
    /// <c>{"prompt": {"type": …}, "duration": {"type": …}}</c> is a map of properties; the same field of the sibling model is
    /// written <c>{"type": "object", "properties": {…}}</c>, and both mean that.
    /// </summary>
    /// <remarks>
    /// Only where no other keyword of a schema fits: words, definitions, what is required of these properties and whether there
    /// may be more can stand beside them.
    /// </remarks>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>items</c> of <c>multi_prompt</c>.</example>
    /// <param name="schema">Changed in place.</param>
    public static void PropertyMapMeansObject(JsonObject schema)
    {
        if (IsPropertyMap(schema))
        {
            var properties = Tokens.TakeAll(schema, IsPropertyOfMap);
            schema[KeywordName.Type] = "object";
            schema[KeywordName.Properties] = properties;
        }
    }

    /// <summary>Returns true if an object is such a map.</summary>
    /// <param name="schema">What stands where a schema should.</param>
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

    /// <summary>Returns true if a member of such a map is one of the properties.</summary>
    /// <param name="member">The member.</param>
    public static bool IsPropertyOfMap(JsonMember member) => member.Value is JsonObject && !EnvelopeRules.IsBeside(member);

    /// <summary>Returns true if a member describes the map's properties: a patch that requires one must not undo them.</summary>
    private static bool IsOfProperties(JsonMember member, JsonObject map) => member.Name switch
    {
        KeywordName.Required =>
            member.Value is JsonArray names
                && names.All(name => name is JsonValue { Value: string property } && map[property] is JsonObject),
        KeywordName.AdditionalProperties => member.Value is JsonValue { Value: bool },
        _ => false,
    };

    private static bool CouldBeSchema(JsonObject property) => property.Count == 0 || property.Members.Any(SchemaKeywords.IsKeyword);

    /// <summary>Returns true if an object says what a value is. An object of another kind can well have a <c>description</c>.</summary>
    private static bool IsTyped(JsonObject property) => property[KeywordName.Type] is JsonValue { Value: string type }
        ? TypeRules.IsKnown(type)
        : property[KeywordName.Ref] is JsonValue { Value: string }
            || (property[KeywordName.Properties] ?? property[KeywordName.Items]) is JsonObject
            || Array.Exists(Listing, keyword => property[keyword] is JsonArray { Count: > 0 });
}
