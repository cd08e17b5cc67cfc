using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules for the envelope around a schema.</summary>
internal static class EnvelopeRules
{
    /// <summary>
    /// <c>{"output": {…}}</c> names the member of the result that the inner schema describes. If there is anything else beside it, apart
    /// from a title and definitions, the document is a schema itself:
    /// <c>{"type": "object", "properties": {"output": {…}}}</c> describes an output that has a property <c>output</c>.
    /// </summary>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/output.json.</example>
    /// <param name="schema">The document.</param>
    /// <returns>The inner schema, detached, with the definitions; or the document itself if it has no envelope.</returns>
    public static JsonObject Unwrap(JsonObject schema)
    {
        if (!IsEnvelope(schema))
        {
            return schema;
        }

        var inner = (JsonObject)Tokens.Take(schema, "output")!;

        // They have no meaning for an output. The patch that sets them gets a diagnostic.
        foreach (var keyword in OwnKeyword.All)
        {
            schema.Remove(keyword);
        }

        Merge(schema, inner);
        return inner;
    }

    /// <summary>Returns true if a document names the member of the result that it describes.</summary>
    /// <param name="schema">The document.</param>
    public static bool IsEnvelope(JsonObject schema) =>
        schema["output"] is JsonObject && schema.Members.All(member => member.Name == "output" || IsBeside(member));

    /// <summary>Returns true if a member may stand beside a value that is not a schema yet: it restricts no value.</summary>
    /// <param name="member">The member.</param>
    public static bool IsBeside(JsonMember member) =>
        OwnKeyword.All.Contains(member.Name)
        || ((KeywordTable.Find(member.Name) is { IsNote: true, Value: KeywordValue.Text } || SchemaKeywords.IsContainer(member.Name))
            && SchemaKeywords.IsFit(member));

    /// <summary>
    /// Merges two schemas. If both have a member of the same name, the inner schema keeps its own. Of two definitions of the same name, one
    /// is renamed.
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
