using System.Text.Json;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Reads what a schema says in all its parts.</summary>
internal sealed class SchemaParts(SchemaView view)
{
    private const int MaxDepth = 5;

    /// <summary>The schema, and what its reference and its <c>allOf</c> add.</summary>
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

    /// <summary>The type that the parts of a schema say; empty if they say none.</summary>
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

    /// <summary>Finds whether a schema says anything of the type of a value.</summary>
    public bool SaysType(JsonElement schema) => Of(schema).Any(part =>
        Member(part, "type") is not null || Member(part, "enum") is not null || Member(part, "const") is not null
        || Member(part, "properties") is not null || Member(part, "anyOf") is not null || Member(part, "oneOf") is not null);

    /// <summary>A member of a schema; null if it is missing.</summary>
    public static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The items of a member that is a list; empty for any other.</summary>
    public static List<JsonElement> List(JsonElement schema, string name) =>
        Member(schema, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
