using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>What stands around a schema.</summary>
internal static class EnvelopeRules
{
    /// <summary>
    /// <c>{"output": {…}}</c> names the member of the result that the inner schema describes. A schema proper is told
    /// apart by having anything else beside it.
    /// </summary>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/output.json.</example>
    /// <param name="schema">The document.</param>
    /// <returns>The inner schema, detached; or the document itself where it has no envelope.</returns>
    public static JObject Unwrap(JObject schema)
    {
        if (schema.Count != 1 || schema["output"] is not JObject inner)
        {
            return schema;
        }

        inner.Replace(JValue.CreateNull());
        return inner;
    }
}
