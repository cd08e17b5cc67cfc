using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Lists of values.</summary>
internal static class EnumRules
{
    /// <summary>A value that an <c>enum</c> lists twice is one value.</summary>
    /// <example>other/recraft/GenerateImage/input.json, <c>ImageSize</c>.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ValuesAreListedOnce(JObject schema)
    {
        if (schema["enum"] is JArray values)
        {
            var seen = new HashSet<JToken>(new JTokenEqualityComparer());
            Tokens.Keep(values, seen.Add);
        }
    }
}
