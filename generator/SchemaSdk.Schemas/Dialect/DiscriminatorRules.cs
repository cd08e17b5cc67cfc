using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>What tells the branches of a union apart.</summary>
internal static class DiscriminatorRules
{
    /// <summary>OpenAPI 2 only names the property: <c>"discriminator": "kind"</c>. A discriminator without a name says nothing.</summary>
    /// <example>OpenAPI 2, Schema Object; all 74 of the corpus are objects with a <c>propertyName</c>.</example>
    /// <param name="schema">Changed in place.</param>
    public static void NameMeansObject(JObject schema)
    {
        if (schema["discriminator"] is JValue { Value: string })
        {
            schema["discriminator"] = new JObject { ["propertyName"] = Tokens.Take(schema, "discriminator") };
        }
        else if ((schema["discriminator"] as JObject)?["propertyName"] is not JValue { Value: string })
        {
            schema.Remove("discriminator");
        }
    }

    /// <summary>
    /// A mapping may give the bare name of a schema for <c>#/components/schemas/</c> and that name. One that leads nowhere is
    /// dropped: NJsonSchema, by which the emulator judges, would give up the whole file for it.
    /// </summary>
    /// <example>OpenAPI 3, Discriminator Object; fal/video-to-video/bria__video__background-removal__realtime/output.json has references.</example>
    /// <param name="schema">Changed in place.</param>
    public static void MappingLeadsToSchemas(JObject schema)
    {
        if ((schema["discriminator"] as JObject)?["mapping"] is not { } mapping)
        {
            return;
        }

        if (mapping is not JObject values)
        {
            mapping.Parent!.Remove();
            return;
        }

        foreach (var value in Tokens.TakeAll(values))
        {
            if (value.Value is JValue { Value: string text } reference)
            {
                reference.Value = text.IndexOf('/') < 0 ? "#/components/schemas/" + text : text;
                if (SchemaPointers.Target(schema.Root, reference) is not null)
                {
                    values.Add(value);
                }
            }
        }
    }
}
