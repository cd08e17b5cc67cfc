using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for how the service describes the items of an array.</summary>
internal static class ArrayRules
{
    /// <summary><c>"items": {"0": {…}, "1": {…}}</c> means <c>"items": [{…}, {…}]</c>: one schema for each position.</summary>
    /// <example>fal-2026-01/speech-to-text/fal-ai__whisper/output.json, <c>timestamp</c>.</example>
    public static void NumberedItemsMeanTuple(JsonObject schema)
    {
        if (schema[KeywordName.Items] is not JsonObject { Count: > 0 } items || !IsNumbered(items))
        {
            return;
        }

        var tuple = new JsonArray();
        foreach (var name in Enumerable.Range(0, items.Count).Select(Number))
        {
            var item = items[name]!;
            items[name] = null;
            tuple.Add(item);
        }

        Tokens.Replace(items, tuple);
    }

    /// <summary>
    /// If a schema has <c>prefixItems</c>, draft 7's names are used: <c>prefixItems</c> becomes <c>items</c>, and <c>items</c> becomes
    /// <c>additionalItems</c>.
    /// </summary>
    /// <example>fal/video-to-video/fal-ai__ben__v2__video/input.json, <c>background_color</c>.</example>
    public static void PrefixMeansTuple(JsonObject schema)
    {
        if (schema[KeywordName.PrefixItems] is not JsonArray)
        {
            return;
        }

        var rest = Tokens.Take(schema, KeywordName.Items);
        schema[KeywordName.Items] = Tokens.Take(schema, KeywordName.PrefixItems);
        if (rest is JsonObject or JsonValue { Value: bool })
        {
            schema[KeywordName.AdditionalItems] = rest;
        }
    }

    /// <summary>
    /// An array without <c>items</c> gets them from its <c>format</c>: the format <c>image_uris</c> means strings of format
    /// <c>image_uri</c>. Without a format, a property name that ends in the word <c>urls</c> or <c>uris</c> means strings of format
    /// <c>uri</c>. An array is skipped if another keyword may describe its items.
    /// </summary>
    /// <example>
    /// runcomfy/qwen/qwen-image-3.0/edit/input.json, <c>image_urls</c>, and 19 more schemas that omit the format.
    /// </example>
    public static void FormatSaysItems(JsonObject schema)
    {
        if (schema[KeywordName.Items] is not null || !IsArray(schema[KeywordName.Type]) || schema.Members.Any(MayDescribeItems))
        {
            return;
        }

        var format = schema[KeywordName.Format] is JsonValue { Value: string text } ? text
            : PropertyName(schema) is { } name && FormatRules.IsFiles(name) ? "uris"
            : "";
        if (FormatRules.IsFiles(format))
        {
            schema[KeywordName.Items] = new JsonObject { [KeywordName.Type] = "string", [KeywordName.Format] = SingularOf(format) };
        }
    }

    /// <summary>Returns true if the members are named 0, 1, 2 and so on, in any order.</summary>
    private static bool IsNumbered(JsonObject items) => Enumerable.Range(0, items.Count).All(at => items[Number(at)] is JsonObject);

    private static string Number(int at) => at.ToString(CultureInfo.InvariantCulture);

    private static bool IsArray(JsonNode? type) =>
        type is JsonValue { Value: "array" } || (type is JsonArray types && types.Any(name => name is JsonValue { Value: "array" }));

    private static bool MayDescribeItems(JsonMember keyword) =>
        keyword.Name is KeywordName.Ref or KeywordName.Contains || KeywordTable.Find(keyword.Name) is { IsInPlace: true };

    /// <summary>Returns the name of the property that a schema describes; null if another schema may describe that property too.</summary>
    private static string? PropertyName(JsonObject schema) =>
        schema.Parent is JsonMember { Parent.Parent: JsonMember { Name: KeywordName.Properties, Parent: JsonObject owner } } property
            && !IsPart(owner)
            ? property.Name
            : null;

    /// <summary>
    /// Returns true if a schema is a part (such as a branch) of an outer schema for the same value. In that case, the outer schema
    /// may describe the same properties as the part.
    /// </summary>
    private static bool IsPart(JsonObject schema)
    {
        var keyword = schema.Parent switch
        {
            JsonArray branches => branches.Parent as JsonMember,
            JsonMember { Parent.Parent: JsonMember map } when Subschemas.IsMap(map.Name) => map,
            var member => member as JsonMember,
        };
        return keyword is not null && KeywordTable.Find(keyword.Name) is { IsInPlace: true };
    }

    /// <summary>Returns the format of an item. For <c>urls</c>, that is <c>uri</c>, because JSON Schema has no format <c>url</c>.</summary>
    private static string SingularOf(string format)
    {
        var singular = format.Substring(0, format.Length - 1);
        return singular.ToUpperInvariant() is "URL" or "URI" ? "uri" : singular;
    }
}
