using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.SchemaFolders.Texts;

/// <summary>Reduces a schema to its facts: names, types, limits, enums and short defaults. The service's prose is dropped.</summary>
internal static class SchemaFacts
{
    private const int ShortCharacters = 32;

    // Keywords that do not constrain values, but describe them or are needed to resolve references.
    private static readonly HashSet<string> KeptNotes = new(
        [KeywordName.Schema, KeywordName.Id, KeywordName.Deprecated, KeywordName.Validations, "readOnly", "writeOnly"],
        StringComparer.Ordinal);

    // RunComfy's limits for files have a third member, which is omitted because it is prose.
    private static readonly HashSet<string> LimitFacts = new(["validation_rule", "validation_value"], StringComparer.Ordinal);

    private static readonly HashSet<string> Prose = new(["x-deprecatedMessage", "xml"], StringComparer.Ordinal);

    /// <param name="schema">The schema as the service wrote it.</param>
    /// <returns>A schema that allows the same values.</returns>
    /// <exception cref="SchemaTextException">The schema is not JSON, or is deeper or larger than the generator can read.</exception>
    internal static string Of(string schema)
    {
        try
        {
            if (JsonParser.Read(schema) is not JsonObject document)
            {
                throw new SchemaTextException("is not a JSON object");
            }

            var isEnvelope = EnvelopeRules.IsEnvelope(document);
            var parts = new ReferredParts(document);
            foreach (var part in parts.Schemas)
            {
                Strip(part, isEnvelope && part == document, parts);
            }

            parts.DropOthers();
            return JsonWriter.Write(document);
        }
        catch (JsonTextException exception)
        {
            throw new SchemaTextException($"cannot be read: {exception.Message}", exception);
        }
    }

    private static void Strip(JsonObject schema, bool isEnvelope, ReferredParts parts)
    {
        var isMap = ObjectRules.IsPropertyMap(schema);
        foreach (var member in schema.Members.ToList())
        {
            var isPart = (isMap && ObjectRules.IsPropertyOfMap(member)) || (isEnvelope && member.Name == "output");
            if (!isPart && !parts.IsWay(member) && !IsFact(schema, member))
            {
                schema.Remove(member.Name);
            }
        }

        foreach (var limit in (schema[KeywordName.Validations] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            foreach (var member in limit.Members.Where(member => !LimitFacts.Contains(member.Name)).ToList())
            {
                limit.Remove(member.Name);
            }
        }
    }

    private static bool IsFact(JsonObject schema, JsonMember member) =>
        member.Name == KeywordName.Default ? IsShortDefault(schema, member.Value)
        : KeywordTable.Find(member.Name) is { } keyword
            && (!keyword.IsNote || KeptNotes.Contains(member.Name))
            && !Prose.Contains(member.Name);

    // A default that is a URL, a long string or several words is only a sample.
    private static bool IsShortDefault(JsonObject schema, JsonNode value) => value switch
    {
        JsonValue { Value: string { Length: 0 } } => false,
        JsonValue { Value: string text } => IsListed(schema, text)
            || (text.Length <= ShortCharacters && !text.Any(char.IsWhiteSpace) && !text.Contains("://", StringComparison.Ordinal)),
        // The catalogue shows 0 for a seed without a default. A fixed seed would make every result the same.
        JsonValue { Value: 0L } => !IsSeed(schema),
        JsonValue => true,
        JsonArray items => items.All(item => item is JsonValue && IsShortDefault(schema, item)),
        _ => false,
    };

    private static bool IsListed(JsonObject schema, string text) =>
        schema[KeywordName.Enum] is JsonArray listed && listed.Any(item => item is JsonValue { Value: string known } && known == text);

    private static bool IsSeed(JsonObject schema) =>
        schema.Parent is JsonMember { Name: var name } && (name == "seed" || name.EndsWith("_seed", StringComparison.Ordinal));
}
