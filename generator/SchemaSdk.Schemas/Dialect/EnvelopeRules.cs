using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for the envelope around an output schema.</summary>
internal static class EnvelopeRules
{
    /// <summary>
    /// Removes an envelope: in <c>{"output": {…}}</c>, the inner schema describes the output. The only other members of an envelope are
    /// definitions, SchemaSdk's own keywords, and notes such as a title. <c>{"type": "object", "properties": {"output": {}}}</c> is not an
    /// envelope: it describes an output with a property <c>output</c>.
    /// </summary>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/output.json.</example>
    /// <returns>
    /// The inner schema, detached and with the definitions of the envelope; or the document itself if it is not an envelope.
    /// </returns>
    public static JsonObject Unwrap(JsonObject schema)
    {
        if (!IsEnvelope(schema))
        {
            return schema;
        }

        var inner = (JsonObject)Tokens.Take(schema, "output")!;

        // These keywords have no meaning for an output. Those that a patch added were already reported.
        foreach (var keyword in OwnKeyword.All)
        {
            schema.Remove(keyword);
        }

        Merge(schema, inner);
        return inner;
    }

    public static bool IsEnvelope(JsonObject schema) =>
        schema["output"] is JsonObject && schema.Members.All(member => member.Name == "output" || IsBeside(member));

    /// <summary>Returns true for definitions, SchemaSdk's own keywords, and notes in the form of a string, such as a title.</summary>
    public static bool IsBeside(JsonMember member) =>
        OwnKeyword.All.Contains(member.Name)
        || ((KeywordTable.Find(member.Name) is { IsNote: true, Value: KeywordValue.Text } || SchemaKeywords.IsContainer(member.Name))
            && SchemaKeywords.IsFit(member));

    /// <summary>
    /// Moves the members of the envelope into the inner schema. If both have a member of the same name, the inner schema's member is kept.
    /// If both have a definition of the same name, the envelope's definition is renamed.
    /// </summary>
    private static void Merge(JsonObject from, JsonObject into)
    {
        foreach (var member in Tokens.TakeAll(from))
        {
            if (into[member.Name] is null)
            {
                into.Add(member);
            }
            else if (into[member.Name] is JsonObject there && member.Value is JsonObject definitions)
            {
                if (member.Name == KeywordName.Components)
                {
                    Merge(definitions, there);
                }
                else
                {
                    AddApart(definitions, there);
                }
            }
        }
    }

    private static void AddApart(JsonObject definitions, JsonObject into)
    {
        foreach (var definition in Tokens.TakeAll(definitions))
        {
            var name = definition.Name;
            while (into[name] is not null)
            {
                name += "_";
            }

            var schema = definition.Value;
            definition.Value = JsonValue.CreateNull();
            into[name] = schema;
        }
    }
}
