using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules for schemas that are not objects, and for keywords with values that they cannot have.</summary>
internal static class SubschemaRules
{
    /// <summary>
    /// <c>true</c> is the schema <c>{}</c>, <c>false</c> is <c>{"not": {}}</c>; the name of a type is a schema of that
    /// type, and anything else becomes an empty schema. Code that reads members needs objects.
    /// </summary>
    /// <example>
    /// json-schema-suite/tests/draft7/items.json and anyOf.json; no name of a type was found there, but one would cost the whole file.
    /// </example>
    /// <param name="schema">Changed in place.</param>
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
                    _ => [],
                });
            }
        }
    }

    /// <summary>A flag in quotes is a flag; any other keyword with a value that it cannot take is dropped.</summary>
    /// <remarks>Types and references that cannot be read are kept, and reported when the schema is parsed.</remarks>
    /// <example>
    /// PHP writes the empty <c>"properties": {}</c> as <c>[]</c>; one such member makes NJsonSchema, which the emulator uses, reject the
    /// whole file.
    /// </example>
    /// <param name="schema">Changed in place.</param>
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
                member.Remove();
            }
        }
    }
}
