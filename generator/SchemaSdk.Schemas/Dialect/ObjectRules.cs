using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules for maps of properties in place of a schema.</summary>
internal static class ObjectRules
{
    /// <summary>The keywords whose list defines a value.</summary>
    private static readonly string[] Listing = KeywordTable.Names(keyword =>
        keyword is { Value: KeywordValue.TextOrList or KeywordValue.FilledList, Types: KeywordTyping.Always or KeywordTyping.Union });

    /// <summary>
    /// <c>{"prompt": {"type": …}, "duration": {"type": …}}</c> is a map of properties. It means
    /// <c>{"type": "object", "properties": {…}}</c>, as the sibling model writes for the same field.
    /// </summary>
    /// <remarks>
    /// Applies only if there are no other keywords of a schema, apart from notes, definitions, <c>required</c> and
    /// <c>additionalProperties</c>.
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

    /// <summary>Returns true if an object is a map of properties.</summary>
    /// <param name="schema">The object in place of a schema.</param>
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

    /// <summary>Returns true if a member of a map of properties is one of the properties.</summary>
    /// <param name="member">The member.</param>
    public static bool IsPropertyOfMap(JsonMember member) => member.Value is JsonObject && !EnvelopeRules.IsBeside(member);

    /// <summary>
    /// Returns true if a member describes the map's properties. Otherwise the map would not be recognized after a patch makes one required.
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
    /// Returns true if an object defines a value. A <c>description</c> is not enough, because other objects may have one.
    /// </summary>
    private static bool IsTyped(JsonObject property) => property[KeywordName.Type] is JsonValue { Value: string type }
        ? TypeRules.IsKnown(type)
        : property[KeywordName.Ref] is JsonValue { Value: string }
            || (property[KeywordName.Properties] ?? property[KeywordName.Items]) is JsonObject
            || Array.Exists(Listing, keyword => property[keyword] is JsonArray { Count: > 0 });
}
