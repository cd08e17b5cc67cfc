using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for <c>discriminator</c>, which distinguishes the branches of a union.</summary>
internal static class DiscriminatorRules
{
    /// <summary>
    /// OpenAPI 2 writes only the property's name: <c>"discriminator": "kind"</c>. A discriminator without a name is dropped.
    /// </summary>
    /// <example>OpenAPI 2, Schema Object. All 74 discriminators in the corpus are objects with a <c>propertyName</c>.</example>
    public static void NameMeansObject(JsonObject schema)
    {
        if (schema[KeywordName.Discriminator] is JsonValue { Value: string })
        {
            schema[KeywordName.Discriminator] = new JsonObject { ["propertyName"] = Tokens.Take(schema, KeywordName.Discriminator) };
        }
        else if ((schema[KeywordName.Discriminator] as JsonObject)?["propertyName"] is not JsonValue { Value: string })
        {
            schema.Remove(KeywordName.Discriminator);
        }
    }

    /// <summary>
    /// A mapping may use the bare name of a schema in <c>#/components/schemas/</c>. An entry whose schema does not exist is dropped,
    /// because NJsonSchema, which the emulator uses, would reject the whole file.
    /// </summary>
    /// <example>
    /// OpenAPI 3, Discriminator Object. The mapping in fal/video-to-video/bria__video__background-removal__realtime/output.json consists
    /// of references.
    /// </example>
    public static void MappingLeadsToSchemas(JsonObject schema)
    {
        if ((schema[KeywordName.Discriminator] as JsonObject)?["mapping"] is not { } mapping)
        {
            return;
        }

        if (mapping is not JsonObject values)
        {
            mapping.Parent!.Remove();
            return;
        }

        foreach (var value in Tokens.TakeAll(values))
        {
            if (value.Value is JsonValue { Value: string text } reference)
            {
                reference.Value = text.IndexOf('/') < 0 ? $"#/{KeywordName.Components}/schemas/{text}" : text;
                if (SchemaPointers.Target(schema.Root, reference) is not null)
                {
                    values.Add(value);
                }
            }
        }
    }
}
