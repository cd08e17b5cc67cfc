using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>What stands in <c>items</c> without being a schema.</summary>
internal static class ArrayRules
{
    /// <summary>
    /// <c>"items": {"prompt": {…}, "duration": {…}}</c> is a map of properties; the same field of the sibling model is
    /// written <c>"items": {"type": "object", "properties": {…}}</c>, and both mean that.
    /// </summary>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>multi_prompt</c>.</example>
    /// <param name="schema">Changed in place.</param>
    public static void PropertyMapMeansObject(JObject schema)
    {
        if (schema["items"] is not JObject items || !IsPropertyMap(items))
        {
            return;
        }

        var holder = items.Parent!;
        items.Replace(JValue.CreateNull());
        ((JProperty)holder).Value = new JObject { ["type"] = "object", ["properties"] = items };
    }

    private static bool IsPropertyMap(JObject items)
    {
        foreach (var member in items.Properties())
        {
            if (member.Value is not JObject || Subschemas.IsKeywordWithObject(member.Name))
            {
                return false;
            }
        }

        return items.HasValues;
    }
}
