using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for schemas that are not objects, and for keywords with values of the wrong kind.</summary>
internal static class SubschemaRules
{
    /// <summary>
    /// Replaces schemas that are not objects: <c>true</c> with <c>{}</c>, <c>false</c> with <c>{"not": {}}</c>, and a string such as
    /// <c>"integer"</c> with the schema of that type. Any other value becomes a schema that cannot be checked.
    /// </summary>
    /// <example>
    /// json-schema-suite/tests/draft7/items.json and anyOf.json. No string was found there, but a string would make the whole file
    /// unusable.
    /// </example>
    public static void SchemasAreObjects(JsonObject schema)
    {
        foreach (var place in Subschemas.Places(schema))
        {
            if (place is not JsonObject)
            {
                Tokens.Replace(place, place switch
                {
                    JsonValue { Value: false } => new JsonObject { [KeywordName.Not] = new JsonObject() },
                    JsonValue { Value: string name } => new JsonObject { [KeywordName.Type] = name },
                    _ => new JsonObject { LacksKeyword = place is not JsonValue { Value: true } },
                });
            }
        }
    }

    /// <summary>
    /// Drops each keyword whose value has the wrong kind. A quoted <c>"true"</c> or <c>"false"</c> becomes a boolean instead if the keyword
    /// expects one.
    /// </summary>
    /// <remarks>Unreadable types and references are kept, and reported when the schema is parsed.</remarks>
    /// <example>
    /// PHP writes an empty <c>"properties": {}</c> as <c>[]</c>. One such member makes NJsonSchema, which the emulator uses, reject the
    /// whole file.
    /// </example>
    public static void DropUnfitValues(JsonObject schema)
    {
        List<JsonMember>? unfit = null;
        foreach (var member in schema.Members)
        {
            if (SchemaKeywords.IsUnfit(member) && member.Name is not (KeywordName.Type or KeywordName.Ref))
            {
                (unfit ??= []).Add(member);
            }
        }

        foreach (var member in unfit ?? [])
        {
            if (member.Value is JsonValue { Value: string text } flag && bool.TryParse(text, out var isSet)
                && KeywordTable.Find(member.Name) is { Value: KeywordValue.Flag })
            {
                flag.Value = isSet;
            }
            else
            {
                schema.LacksKeyword |= KeywordTable.Find(member.Name) is { IsNote: false };
                member.Remove();
            }
        }
    }
}
