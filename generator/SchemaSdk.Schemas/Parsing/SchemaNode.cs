using NJsonSchema;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>One schema of the typing view, both as NJsonSchema understood it and as it is written, with the way to it.</summary>
/// <param name="Schema">As NJsonSchema understood it.</param>
/// <param name="Json">As it is written: NJsonSchema turns numbers and dates of data into .NET values, and drops what it does not know.</param>
/// <param name="Pointer">JSON pointer into the normalized schema.</param>
/// <param name="Root">The whole document, for references.</param>
/// <param name="Referrer">The schema whose reference led here; null for a schema in its own place.</param>
internal sealed record SchemaNode(JsonSchema Schema, JObject Json, string Pointer, JObject Root, SchemaNode? Referrer = null)
{
    /// <summary>Whether JSON null is valid.</summary>
    public bool IsNullable =>
        Schema.Type.HasFlag(JsonObjectType.Null)
        || Json[TypingView.Null] is JValue { Value: true }
        || Json["enum"] is JArray values && values.Any(value => value.Type == JTokenType.Null)
        || Referrer is { IsNullable: true };

    /// <summary>The type, apart from null.</summary>
    public JsonObjectType Type => Schema.Type & ~JsonObjectType.Null;

    /// <summary>Where a problem of this schema is told: at the reference, if one led here.</summary>
    public string Place => Referrer?.Place ?? Pointer;

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
    public IEnumerable<string> Required => (Json["required"] as JArray)?.Select(name => (name as JValue)?.Value as string ?? "").Where(name => name.Length > 0) ?? [];

    /// <summary>The same, each once and in no order of the schema's.</summary>
    public IReadOnlyList<string> RequiredSet => [.. Required.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>The reference that led here, as it is written; null for a schema in its own place.</summary>
    public string? ReferenceText => ((Referrer?.Json["$ref"] ?? Json[TypingView.Reference]) as JValue)?.Value as string;

    /// <summary>What every item of an array is; null where the schema does not say, or says it for each place.</summary>
    public SchemaNode? Item => Schema.Item is { } item && Json["items"] is JObject json
        ? new SchemaNode(item, json, JsonPointer.Append(Pointer, "items"), Root).Follow()
        : null;

    /// <summary>What every member is that no property describes; null where the schema does not say.</summary>
    public SchemaNode? Additional => Schema.AdditionalPropertiesSchema is { } additional && Json["additionalProperties"] is JObject json
        ? new SchemaNode(additional, json, JsonPointer.Append(Pointer, "additionalProperties"), Root).Follow()
        : null;

    /// <summary>The branches of <c>anyOf</c> or <c>oneOf</c>.</summary>
    public IReadOnlyList<SchemaNode> Branches =>
        Json["anyOf"] is JArray any ? At("anyOf", any, Schema.AnyOf) : Json["oneOf"] is JArray one ? At("oneOf", one, Schema.OneOf) : [];

    /// <summary>The values of <c>enum</c>, without null and each once; null where there is none.</summary>
    public IReadOnlyList<JValue>? Enum => (Json["enum"] as JArray)?
        .OfType<JValue>()
        .Where(value => value.Type != JTokenType.Null)
        .GroupBy(value => value.ToString(Newtonsoft.Json.Formatting.None), StringComparer.Ordinal)
        .Select(same => same.First())
        .ToList();

    /// <summary>A word of the schema for people, from the nearest of the schemas that led here.</summary>
    /// <param name="keyword">Such as <c>description</c>.</param>
    public JToken? Word(string keyword) => Referrer?.Word(keyword) ?? Json[keyword];

    /// <summary>The name that the schema itself asks for in C# by <c>x-csharp-name</c>; null where it asks for none that can be had.</summary>
    public string? GivenName => (WishedName as JValue)?.Value is string name && Identifiers.CanBeGiven(name) ? name : null;

    /// <summary>What stands in that keyword, whether it can be had or not; null for nothing.</summary>
    public JToken? WishedName => Referrer is null ? Json[GivenNames.Keyword] : Referrer.WishedName;

    /// <summary>The schema that a reference leads to; this one where it is none.</summary>
    public SchemaNode Follow()
    {
        var node = this;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while ((string?)node.Json["$ref"] is { } reference && seen.Add(reference))
        {
            var pointer = reference.Substring(1);
            if (JsonPointer.Find(Root, pointer) is not JObject json)
            {
                break;
            }

            // Of a chain of references NJsonSchema may give the end at once.
            node = new SchemaNode(node.Schema.Reference ?? node.Schema, json, pointer, Root, node);
        }

        return node;
    }

    private List<SchemaNode> At(string keyword, JArray branches, ICollection<JsonSchema> schemas) => branches
        .OfType<JObject>()
        .Zip(schemas, (json, schema) => (json, schema))
        .Select((branch, index) => new SchemaNode(
            branch.schema,
            branch.json,
            JsonPointer.Append(JsonPointer.Append(Pointer, keyword), index.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Root).Follow())
        .ToList();
}
