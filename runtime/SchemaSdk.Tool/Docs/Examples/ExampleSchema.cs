using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>
/// A subschema of a plain JSON Schema, with references followed and unions reduced to their first branch that is not null.
/// </summary>
/// <param name="Json">The keywords of the subschema.</param>
internal sealed record ExampleSchema(JsonObject Json)
{
    private const int MostOfText = 120;
    private const int MostSteps = 20; // references can be circular

    internal string? Type => Json["type"] switch
    {
        JsonValue { Value: string type } => type,
        JsonArray types => types.OfType<JsonValue>().Select(Text).FirstOrDefault(static type => type != "null"),
        _ => Json["properties"] is JsonObject ? "object" : Json["items"] is JsonObject ? "array" : null,
    };

    internal IEnumerable<string> Required => (Json["required"] as JsonArray)?.OfType<JsonValue>().Select(Text).OfType<string>() ?? [];

    internal JsonObject? Properties => Json["properties"] as JsonObject;

    /// <summary>The example value that the schema gives: its constant, its default if suitable, or its first allowed value.</summary>
    internal JsonNode? Given => Json["const"] ?? (Default ?? First("enum"));

    /// <summary>The default; null if it is missing, an empty string, or a string that is too long for an example.</summary>
    internal JsonNode? Default =>
        Json["default"] is { Kind: not JsonKind.Null } value && value is not JsonValue { Value: string { Length: 0 or > MostOfText } }
            ? value
            : null;

    internal JsonNode? First(string keyword) => (Json[keyword] as JsonArray)?.FirstOrDefault(value => value.Kind != JsonKind.Null);

    internal string? TextOf(string keyword) => Json[keyword] is JsonValue value ? Text(value) : null;

    internal decimal? NumberOf(string keyword) => NumberBounds.Of(Json[keyword]);

    internal static ExampleSchema At(JsonNode written, JsonObject root)
    {
        var at = written as JsonObject ?? [];
        for (var steps = 0; steps < MostSteps && Next(at, root) is { } next; steps++)
        {
            at = next;
        }

        return new ExampleSchema(at);
    }

    private static JsonObject? Next(JsonObject at, JsonObject root) =>
        at["$ref"] is JsonValue { Value: string reference } && reference.StartsWith('#')
            ? JsonPointer.Find(root, Uri.UnescapeDataString(reference[1..])) as JsonObject
            : at["type"] is null && at["properties"] is null && at["enum"] is null
                ? ((at["anyOf"] ?? at["oneOf"] ?? at["allOf"]) as JsonArray)?.OfType<JsonObject>().FirstOrDefault(IsNotNull)
                : null;

    private static bool IsNotNull(JsonObject branch) => branch["type"] is not JsonValue { Value: "null" };

    private static string? Text(JsonValue value) => value.Value as string;
}
