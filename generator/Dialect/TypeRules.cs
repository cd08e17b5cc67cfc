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
        IEnumerable<JToken?> types = schema["type"] is JArray several ? several : new[] { schema["type"] };
        foreach (var type in types)
        {
            if (type is JValue { Value: "float" } name)
            {
                name.Value = "number";
            }
        }
    }
}
