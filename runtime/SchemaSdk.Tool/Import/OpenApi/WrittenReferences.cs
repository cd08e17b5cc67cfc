using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Finds the references in a schema. Properties and samples that only look like references are skipped.</summary>
internal static class WrittenReferences
{
    /// <summary>
    /// Lists the references and the entries of discriminator mappings. Each is returned as the object that contains it and the name of its
    /// member in that object.
    /// </summary>
    internal static List<(JsonObject Holder, string Name)> In(JsonNode schema)
    {
        var found = new List<(JsonObject Holder, string Name)>();
        Add(schema, isMap: false, found);
        return found;
    }

    /// <summary>Returns the names on the path from a schema to a part of it.</summary>
    internal static IEnumerable<string> NamesTo(JsonNode part, JsonNode schema)
    {
        var names = new Stack<string>();
        for (var inner = part; inner != schema; inner = inner.Parent!)
        {
            var outer = inner.Parent;
            names.Push(outer is JsonObject ? inner.GetPropertyName() : inner.GetElementIndex().ToString(CultureInfo.InvariantCulture));
        }

        return names;
    }

    private static void Add(JsonNode? node, bool isMap, List<(JsonObject Holder, string Name)> found)
    {
        foreach (var item in node as JsonArray ?? [])
        {
            Add(item, isMap: false, found);
        }

        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (isMap)
            {
                Add(value, isMap: false, found);
            }
            else if (name == KeywordName.Ref && IsText(value))
            {
                found.Add(((JsonObject)node!, name));
            }
            else if (name == KeywordName.Discriminator)
            {
                var mapping = (value as JsonObject)?["mapping"] as JsonObject ?? [];
                found.AddRange(mapping.Where(entry => IsText(entry.Value)).Select(entry => (mapping, entry.Key)));
            }
            else if (KeywordTable.Find(name) is not { Holds: SubschemaPlaces.Data })
            {
                Add(value, Subschemas.IsMap(name), found);
            }
        }
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
