using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules for the keyword that distinguishes the branches of a union.</summary>
internal static class DiscriminatorRules
{
    /// <summary>OpenAPI 2 only names the property: <c>"discriminator": "kind"</c>. A discriminator without a name is dropped.</summary>
    /// <example>OpenAPI 2, Schema Object; all 74 of the corpus are objects with a <c>propertyName</c>.</example>
    /// <param name="schema">Changed in place.</param>
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
    /// A mapping may give only the name of a schema in <c>#/components/schemas/</c>. An entry that leads nowhere is dropped, because
    /// NJsonSchema, which the emulator uses, would reject the whole file.
    /// </summary>
    /// <example>OpenAPI 3, Discriminator Object; fal/video-to-video/bria__video__background-removal__realtime/output.json has
    /// references.</example>
    /// <param name="schema">Changed in place.</param>
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
