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
    /// Lists the references and the entries of discriminator mappings. Each item has the containing object, the name of the member in that
    /// object, and the path from the schema to the member.
    /// </summary>
    internal static List<(JsonObject Holder, string Name, string[] Path)> In(JsonNode schema)
    {
        var found = new List<(JsonObject Holder, string Name, string[] Path)>();
        Add(schema, isMap: false, [], found);
        return found;
    }

    /// <summary>Returns true if a schema has keywords beside a <c>$ref</c>. Whether they apply depends on the draft.</summary>
    internal static bool HaveSiblings(JsonNode schema) =>
        In(schema).Any(static reference => reference.Name == KeywordName.Ref && reference.Holder.Count > 1);

    private static void Add(
        JsonNode? node, bool isMap, List<string> path, List<(JsonObject Holder, string Name, string[] Path)> found)
    {
        foreach (var (index, item) in (node as JsonArray ?? []).Index())
        {
            path.Add(index.ToString(CultureInfo.InvariantCulture));
            Add(item, isMap: false, path, found);
            path.RemoveAt(path.Count - 1);
        }

        foreach (var (name, value) in node as JsonObject ?? [])
        {
            path.Add(name);
            if (isMap)
            {
                Add(value, isMap: false, path, found);
            }
            else if (name == KeywordName.Ref && IsText(value))
            {
                found.Add(((JsonObject)node!, name, [.. path]));
            }
            else if (name == KeywordName.Discriminator)
            {
                var mapping = (value as JsonObject)?["mapping"] as JsonObject ?? [];
                foreach (var (key, _) in mapping.Where(entry => IsText(entry.Value)))
                {
                    found.Add((mapping, key, [.. path, "mapping", key]));
                }
            }
            else if (KeywordTable.Find(name) is not { Holds: SubschemaPlaces.Data })
            {
                Add(value, Subschemas.IsMap(name), path, found);
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
