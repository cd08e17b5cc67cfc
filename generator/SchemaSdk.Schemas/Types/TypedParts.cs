using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds the schemas directly inside a schema that contribute to types.</summary>
internal static class TypedParts
{
    /// <summary>Returns the inner schemas in the order in which the document has them.</summary>
    public static IEnumerable<JsonObject> AsWritten(JsonObject schema) =>
        Of(schema, members => members.Select(member => member.Value), branches => branches);

    /// <summary>Returns the inner schemas in an order that does not depend on the document: members by name, branches by content.</summary>
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

    /// <summary>Returns a hash of the original branch, not of the copy, because the copy changes while it is simplified.</summary>
    private static string Mark(JsonNode branch) =>
        branch.Origin is { } origin ? CanonicalSchema.Of(origin) : branch.ToString();
}
