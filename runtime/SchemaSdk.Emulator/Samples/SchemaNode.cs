using Newtonsoft.Json.Linq;

namespace SchemaSdk.Emulation.Samples;

/// <summary>One place of a plain JSON Schema, with a reference or a union already followed.</summary>
internal sealed class SchemaNode
{
    private readonly JObject _schema;

    private SchemaNode(JObject schema) => _schema = schema;

    /// <summary>The only value, or the first of those that are allowed.</summary>
    public JToken? Fixed => _schema["const"] ?? (_schema["enum"] as JArray)?.First;

    public JToken? Default => _schema["default"];

    public string? Format => (string?)(_schema["format"] as JValue);

    public string? Type => _schema["type"] switch
    {
        JValue { Value: string type } => type,
        JArray types => types.Select(static type => (string?)type).FirstOrDefault(static type => type != "null"),
        _ => _schema["properties"] is null ? null : "object",
    };

    public IEnumerable<(string Name, JObject Value)> Properties =>
        from property in (_schema["properties"] as JObject)?.Properties() ?? []
        where property.Value is JObject
        select (property.Name, (JObject)property.Value);

    public JObject? Items => _schema["items"] as JObject;

    public int MinItems => Number("minItems") is { } count ? (int)Math.Min(count, 100) : 0;

    public int MaxItems => Number("maxItems") is { } count ? (int)Math.Min(count, 100) : 100;

    public bool Requires(string property) => (_schema["required"] as JArray)?.Any(name => (string?)name == property) == true;

    public double? Number(string keyword) =>
        _schema[keyword] is JValue { Type: JTokenType.Integer or JTokenType.Float } value ? (double)value : null;

    public static SchemaNode Resolve(JObject schema, JObject root)
    {
        for (var steps = 0; steps < 20 && Next(schema, root) is { } next; steps++)
        {
            schema = next;
        }

        return new SchemaNode(schema);
    }

    private static JObject? Next(JObject schema, JObject root)
    {
        if (schema["$ref"] is JValue { Value: string reference } && reference.StartsWith('#'))
        {
            return Find(root, reference[1..]);
        }

        return ((schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"]) as JArray)?.OfType<JObject>().FirstOrDefault();
    }

    private static JObject? Find(JToken root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => Uri.UnescapeDataString(part))
            .Select(static part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Aggregate((JToken?)root, Step) as JObject;

    private static JToken? Step(JToken? at, string name) =>
        at is JArray list && int.TryParse(name, out var index) ? list.ElementAtOrDefault(index) : (at as JObject)?[name];
}
