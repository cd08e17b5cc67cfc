using Newtonsoft.Json.Linq;
using NJsonSchema;
using SchemaSdk.Generator.Json;

namespace SchemaSdk.Generator.Parsing;

/// <summary>One schema, both as NJsonSchema understood it and as it is written, with the way to it.</summary>
/// <param name="Schema">As NJsonSchema understood it.</param>
/// <param name="Json">As it is written: NJsonSchema turns numbers and dates of data into .NET values, and drops what it does not know.</param>
/// <param name="Pointer">JSON pointer into the normalized schema.</param>
/// <param name="Root">The whole document, for references.</param>
internal sealed record SchemaNode(JsonSchema Schema, JObject Json, string Pointer, JObject Root)
{
    /// <summary>Whether JSON null is valid.</summary>
    public bool IsNullable => Schema.Type.HasFlag(JsonObjectType.Null);

    /// <summary>The type, apart from null.</summary>
    public JsonObjectType Type => Schema.Type & ~JsonObjectType.Null;

    /// <summary>The properties in the order in which they are written.</summary>
    public IEnumerable<(string Name, SchemaNode Node)> Properties
    {
        get
        {
            var pointer = JsonPointer.Append(Pointer, "properties");
            foreach (var property in (Json["properties"] as JObject)?.Properties() ?? [])
            {
                if (property.Value is JObject json && Schema.Properties.TryGetValue(property.Name, out var schema))
                {
                    yield return (property.Name, new SchemaNode(schema, json, JsonPointer.Append(pointer, property.Name), Root).Follow());
                }
            }
        }
    }

    /// <summary>The names that are required.</summary>
    public IEnumerable<string> Required => Schema.RequiredProperties;

    /// <summary>What every item of an array is; null where the schema does not say.</summary>
    public SchemaNode? Item => Schema.Item is { } item && Json["items"] is JObject json
        ? new SchemaNode(item, json, JsonPointer.Append(Pointer, "items"), Root).Follow()
        : null;

    /// <summary>The strings of <c>enum</c>; null where there is none, or where not all are strings.</summary>
    public IReadOnlyList<string>? EnumStrings
    {
        get
        {
            var values = (Json["enum"] as JArray)?.Where(value => value.Type != JTokenType.Null || !IsNullable).ToList();
            return values is { Count: > 0 } && values.All(value => value.Type == JTokenType.String)
                ? [.. values.Select(value => (string)value!).Distinct(StringComparer.Ordinal)]
                : null;
        }
    }

    /// <summary>The schema that a reference leads to; this one where it is none.</summary>
    public SchemaNode Follow()
    {
        var node = this;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (node.Schema.Reference is { } target && (string?)node.Json["$ref"] is { } reference && seen.Add(reference))
        {
            var pointer = reference.Substring(1);
            if (JsonPointer.Find(Root, pointer) is not JObject json)
            {
                break;
            }

            node = new SchemaNode(target, json, pointer, Root);
        }

        return node;
    }
}
