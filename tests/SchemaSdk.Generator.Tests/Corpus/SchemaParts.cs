namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Reads a schema together with the target of its reference and the parts of its <c>allOf</c>.</summary>
internal sealed class SchemaParts(SchemaView view)
{
    private const int MaxDepth = 5;

    /// <summary>Returns the schema, the target of its reference, and the parts of its <c>allOf</c>.</summary>
    public IEnumerable<JsonElement> Of(JsonElement schema, int depth = 0)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            yield break;
        }

        yield return schema;
        foreach (var inner in (view.Target(schema) is { } target ? [target] : Array.Empty<JsonElement>()).Concat(List(schema, "allOf")))
        {
            foreach (var part in Of(inner, depth + 1))
            {
                yield return part;
            }
        }
    }

    /// <summary>Returns the type that the parts of a schema specify; empty if they specify none.</summary>
    public static string Kind(List<JsonElement> parts)
    {
        foreach (var part in parts)
        {
            if (Member(part, "type") is { } type)
            {
                return (type.ValueKind == JsonValueKind.Array
                    ? type.EnumerateArray().Select(Name).FirstOrDefault(name => name != "null") ?? ""
                    : Name(type)) switch
                {
                    "float" or "double" => "number",
                    "int" => "integer",
                    "str" => "string",
                    "bool" => "boolean",
                    var name => name,
                };
            }
        }

        return parts.Any(part => Member(part, "properties") is not null)
            ? "object"
            : parts.Any(part => Member(part, "items") is not null) ? "array" : "";
    }

    private static string Name(JsonElement type) => type.ValueKind == JsonValueKind.String ? type.GetString()! : "";

    public bool SaysType(JsonElement schema) => Of(schema).Any(part =>
        Member(part, "type") is not null || Member(part, "enum") is not null || Member(part, "const") is not null
        || Member(part, "properties") is not null || Member(part, "anyOf") is not null || Member(part, "oneOf") is not null);

    public static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Returns the members with this name in the parts of a schema, without those of another kind.</summary>
    public static IEnumerable<JsonElement> Members(List<JsonElement> parts, string name, JsonValueKind kind) =>
        parts.Select(part => Member(part, name)).OfType<JsonElement>().Where(value => value.ValueKind == kind);

    public static List<JsonElement> List(JsonElement schema, string name) =>
        Member(schema, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
