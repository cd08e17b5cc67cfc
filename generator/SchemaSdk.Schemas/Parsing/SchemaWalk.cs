using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Visits every schema of a document, from the outside in; last those that only a reference makes one, as below <c>x-types</c>.</summary>
internal static class SchemaWalk
{
    /// <summary>Lists the schemas.</summary>
    /// <param name="root">The document.</param>
    public static IEnumerable<JObject> Of(JObject root)
    {
        var seen = new HashSet<JObject>();
        var references = new Queue<string>();
        var open = new Stack<JObject>([root]);
        while (open.Count > 0)
        {
            var schema = open.Pop();
            yield return schema;
            foreach (var subschema in Subschemas.Of(schema).Reverse())
            {
                open.Push(subschema);
            }

            seen.Add(schema);
            if (schema["$ref"] is JValue { Value: string reference } && reference.StartsWith("#", StringComparison.Ordinal))
            {
                references.Enqueue(reference.Substring(1));
            }

            while (open.Count == 0 && references.Count > 0)
            {
                if (JsonPointer.Find(root, references.Dequeue()) is JObject target && !seen.Contains(target))
                {
                    open.Push(target);
                }
            }
        }
    }
}
