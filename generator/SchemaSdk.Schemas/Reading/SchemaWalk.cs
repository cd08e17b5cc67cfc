using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// Lists all schemas of a document, outer schemas before inner ones. At the end are parts that are schemas only because a reference points
/// to them, such as the schemas under <c>x-types</c>.
/// </summary>
internal static class SchemaWalk
{
    public static IEnumerable<JsonObject> Of(JsonObject root)
    {
        var seen = new HashSet<JsonObject>();
        var references = new Queue<JsonNode>();
        var open = new Stack<JsonObject>([root]);
        while (open.Count > 0)
        {
            var schema = open.Pop();

            // The caller may unescape the reference, so the original is read first.
            var reference = schema[KeywordName.Ref];
            yield return schema;
            foreach (var subschema in Subschemas.Of(schema).Reverse())
            {
                open.Push(subschema);
            }

            seen.Add(schema);
            if (reference is not null && schema.ContainsKey(KeywordName.Ref))
            {
                references.Enqueue(reference);
            }

            while (open.Count == 0 && references.Count > 0)
            {
                if (SchemaPointers.Target(root, references.Dequeue()) is { } target && !seen.Contains(target))
                {
                    open.Push(target);
                }
            }
        }
    }

    /// <summary>Lists the schemas of a document that meet a condition, with their pointers.</summary>
    public static IEnumerable<(JsonObject Schema, string Pointer)> Of(JsonObject root, Func<JsonObject, bool> isMeant)
    {
        var pointers = new Dictionary<JsonObject, string?>();
        foreach (var schema in Of(root).Where(isMeant))
        {
            pointers[schema] = null;
        }

        SchemaPointers.Find(root, pointers);
        return pointers.Select(found => (found.Key, found.Value!));
    }
}
