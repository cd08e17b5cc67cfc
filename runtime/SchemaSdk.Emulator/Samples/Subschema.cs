using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Emulation.Samples;

/// <summary>A subschema of a plain JSON Schema, with references and unions resolved.</summary>
internal sealed class Subschema
{
    private readonly JsonObject _schema;

    private Subschema(JsonObject schema) => _schema = schema;

    /// <summary>The constant of the schema, or its first allowed value; null if it has neither.</summary>
    public JsonNode? Fixed => _schema["const"] ?? (_schema["enum"] as JsonArray)?.FirstOrDefault();

    public JsonNode? Default => _schema["default"];

    public string? Format => (string?)(_schema["format"] as JsonValue);

    public string? Type => _schema["type"] switch
    {
        JsonValue { Value: string type } => type,
        JsonArray types => types.Select(static type => (string?)type).FirstOrDefault(static type => type != "null"),
        _ => _schema["properties"] is null ? null : "object",
    };

    public IEnumerable<(string Name, JsonObject Value)> Properties =>
        from property in (_schema["properties"] as JsonObject)?.Members ?? []
        where property.Value is JsonObject
        select (property.Name, (JsonObject)property.Value);

    public JsonObject? Items => _schema["items"] as JsonObject;

    public int MinItems => Number("minItems") is { } count ? (int)Math.Min(count, 100) : 0;

    public int MaxItems => Number("maxItems") is { } count ? (int)Math.Min(count, 100) : 100;

    public bool Requires(string property) => (_schema["required"] as JsonArray)?.Any(name => (string?)name == property) == true;

    public double? Number(string keyword) => (double?)NumberBounds.Of(_schema[keyword]);

    public static Subschema Resolve(JsonObject schema, JsonObject root)
    {
        for (var steps = 0; steps < 20 && Next(schema, root) is { } next; steps++)
        {
            schema = next;
        }

        return new Subschema(schema);
    }

    private static JsonObject? Next(JsonObject schema, JsonObject root)
    {
        if (schema["$ref"] is JsonValue { Value: string reference } && reference.StartsWith('#'))
        {
            return Find(root, reference[1..]);
        }

        return ((schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"]) as JsonArray)?.OfType<JsonObject>().FirstOrDefault();
    }

    private static JsonObject? Find(JsonNode root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => Uri.UnescapeDataString(part))
            .Select(static part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Aggregate((JsonNode?)root, Step) as JsonObject;

    private static JsonNode? Step(JsonNode? at, string name) =>
        at is JsonArray list && int.TryParse(name, out var index) ? list.ElementAtOrDefault(index) : (at as JsonObject)?[name];
}
