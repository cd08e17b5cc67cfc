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

    /// <summary>A mapping that is not an object is dropped, and so is an entry that is not a string.</summary>
    /// <example>Not in the corpus. NJsonSchema, which the emulator uses, would reject the whole file.</example>
    public static void MappingHoldsReferences(JsonObject schema)
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

        Tokens.TakeAll(values, entry => entry.Value is not JsonValue { Value: string });
    }

    /// <summary>A mapping may use the bare name of a schema in <c>#/components/schemas/</c> instead of a reference.</summary>
    /// <example>
    /// OpenAPI 3, Discriminator Object. The mapping in fal/video-to-video/bria__video__background-removal__realtime/output.json consists
    /// of references.
    /// </example>
    public static void NamesMeanReferences(IEnumerable<JsonMember> entries)
    {
        foreach (var reference in entries.Select(entry => (JsonValue)entry.Value))
        {
            var text = (string)reference.Value!;
            if (text.IndexOfAny(['/', '#']) < 0 && !text.EndsWith(".json", StringComparison.Ordinal))
            {
                reference.Value = $"#/{KeywordName.Components}/schemas/{text}";
            }
        }
    }

    /// <summary>
    /// Drops each mapping entry whose schema does not exist. The emulator uses NJsonSchema, which would otherwise reject the whole file.
    /// Must be called after the rules have moved schemas and the mappings have been updated.
    /// </summary>
    public static void DropLost(IEnumerable<JsonMember> entries, JsonObject root)
    {
        foreach (var mapping in entries.Select(entry => entry.Parent).OfType<JsonObject>().Distinct().ToList())
        {
            Tokens.TakeAll(mapping, entry => SchemaPointers.Target(root, entry.Value) is null);
        }
    }
}
