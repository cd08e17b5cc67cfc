using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>Type names that are not JSON Schema's.</summary>
internal static class TypeRules
{
    /// <summary><c>"type": "float"</c> means <c>"number"</c>.</summary>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>cfg_scale</c>.</example>
    /// <param name="schema">Changed in place.</param>
    public static void NameTheType(JObject schema)
    {
        if (schema["type"] is JValue { Value: "float" } type)
        {
            type.Value = "number";
        }
    }
}
