using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Emulation.Samples;

/// <summary>
/// All schemas that one value must match: the given ones, the targets of their references, the branches of their <c>allOf</c>,
/// and the first branch of each union.
/// </summary>
internal sealed class Subschema
{
    private const int MaxParts = 100; // limits recursive schemas

    private readonly List<JsonObject> _parts;

    private Subschema(List<JsonObject> parts) => _parts = parts;

    /// <summary>The constant of the schemas, or their first allowed value; null if they have neither.</summary>
    public JsonNode? Fixed =>
        First(static part => part["const"]) ?? First(static part => (part["enum"] as JsonArray)?.FirstOrDefault());

    public JsonNode? Default => First(static part => part["default"]);

    public string? Format => First(static part => (string?)part["format"]);

    public string? Type => First(TypeOf) ?? (_parts.Exists(static part => part["properties"] is not null) ? "object" : null);

    /// <summary>The properties, each with the schemas that its value must match.</summary>
    public IEnumerable<(string Name, IReadOnlyList<JsonObject> Schemas)> Properties =>
        from part in _parts
        from property in (part["properties"] as JsonObject)?.Members ?? []
        where property.Value is JsonObject
        group (JsonObject)property.Value by property.Name into same
        select (same.Key, (IReadOnlyList<JsonObject>)[.. same]);

    /// <summary>The schemas that each item must match; empty if the schema describes no items.</summary>
    public IReadOnlyList<JsonObject> Items => [.. _parts.Select(static part => part["items"]).OfType<JsonObject>()];

    public int MinItems => Number("minItems") is { } count ? (int)Math.Min(count, 100) : 0;

    public int MaxItems => Number("maxItems") is { } count ? (int)Math.Min(count, 100) : 100;

    public bool Requires(string property) =>
        _parts.Exists(part => (part["required"] as JsonArray)?.Any(name => (string?)name == property) == true);

    /// <summary>Returns the strictest value of a keyword that sets a minimum or maximum; null if it is missing.</summary>
    public double? Number(string keyword)
    {
        var numbers = _parts.Select(part => (double?)NumberBounds.Of(part[keyword]));
        return keyword.Contains("max", StringComparison.OrdinalIgnoreCase) ? numbers.Min() : numbers.Max();
    }

    /// <param name="schemas">Schemas that the value must match.</param>
    /// <param name="root">The document in which references are resolved.</param>
    public static Subschema Resolve(IReadOnlyList<JsonObject> schemas, JsonObject root)
    {
        List<JsonObject> parts = [.. schemas];
        for (var next = 0; next < parts.Count; next++)
        {
            foreach (var part in Below(parts[next], root))
            {
                if (parts.Count < MaxParts && !parts.Contains(part))
                {
                    parts.Add(part);
                }
            }
        }

        return new Subschema(parts);
    }

    private T? First<T>(Func<JsonObject, T?> find)
        where T : class => _parts.Select(find).FirstOrDefault(static found => found is not null);

    private static string? TypeOf(JsonObject part) => part["type"] switch
    {
        JsonValue { Value: string type } => type,
        JsonArray types => types.Select(static type => (string?)type).FirstOrDefault(static type => type != "null"),
        _ => null,
    };

    private static IEnumerable<JsonObject> Below(JsonObject schema, JsonObject root)
    {
        if ((string?)schema["$ref"] is ['#', .. var pointer] && Find(root, pointer) is { } target)
        {
            yield return target;
        }

        foreach (var (keyword, count) in ((string, int)[])[("allOf", MaxParts), ("anyOf", 1), ("oneOf", 1)])
        {
            foreach (var branch in (schema[keyword] as JsonArray ?? []).OfType<JsonObject>().Take(count))
            {
                yield return branch;
            }
        }
    }

    private static JsonObject? Find(JsonNode root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => Uri.UnescapeDataString(part))
            .Select(static part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Aggregate((JsonNode?)root, Step) as JsonObject;

    private static JsonNode? Step(JsonNode? at, string name) =>
        at is JsonArray list && int.TryParse(name, out var index) ? list.ElementAtOrDefault(index) : (at as JsonObject)?[name];
}
