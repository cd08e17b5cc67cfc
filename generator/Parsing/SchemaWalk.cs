using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Visits every schema of a document once, from the outside in.</summary>
internal static class SchemaWalk
{
    /// <summary>Lists the schemas with their JSON pointers.</summary>
    /// <param name="root">The document.</param>
    public static IEnumerable<(JObject Schema, string Pointer)> Of(JObject root)
    {
        var open = new Stack<JObject>([root]);
        while (open.Count > 0)
        {
            var schema = open.Pop();
            yield return (schema, JsonPointer.To(schema));
            foreach (var subschema in Subschemas.Of(schema).Reverse())
            {
                open.Push(subschema);
            }
        }
    }
}
