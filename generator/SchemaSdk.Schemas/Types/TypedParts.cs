using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>The schemas directly inside a schema that types are made of.</summary>
internal static class TypedParts
{
    /// <summary>Lists them as they stand there.</summary>
    /// <param name="schema">The schema.</param>
    public static IEnumerable<JsonObject> AsWritten(JsonObject schema) =>
        Of(schema, members => members.Select(member => member.Value), branches => branches);

    /// <summary>Lists members by their names and branches by what they say, whatever their order in the document.</summary>
    /// <param name="schema">The schema.</param>
    public static IEnumerable<JsonObject> InOrder(JsonObject schema) => Of(
        schema,
        members => members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Value),
        branches => branches.OrderBy(Mark, StringComparer.Ordinal));

    private static IEnumerable<JsonObject> Of(
        JsonObject schema,
        Func<IReadOnlyList<JsonMember>, IEnumerable<JsonNode>> members,
        Func<JsonArray, IEnumerable<JsonNode>> branches) =>
        members((schema[KeywordName.Properties] as JsonObject)?.Members ?? [])
            .Concat(KeywordTable.Unions.SelectMany(keyword => branches(schema[keyword] as JsonArray ?? [])))
            .Append(schema[KeywordName.Items])
            .Append(schema[KeywordName.AdditionalProperties])
            .OfType<JsonObject>()
            .ToList();

    /// <summary>Taken from the original, since simplifying changes this copy.</summary>
    private static string Mark(JsonNode branch) =>
        branch.Origin is { } origin ? CanonicalSchema.Of(origin) : branch.ToString();
}
