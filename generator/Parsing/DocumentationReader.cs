using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Reads what a schema says to people.</summary>
internal static class DocumentationReader
{
    /// <summary>A default is often a thousand characters of sample text.</summary>
    private const int MaxDefault = 60;

    /// <summary>Reads one schema's words.</summary>
    /// <param name="node">The schema.</param>
    public static Documentation Read(SchemaNode node) => new(
        (node.Json["title"] as JValue)?.Value as string ?? "",
        (node.Json["description"] as JValue)?.Value as string ?? "",
        node.Json["default"] is { } value ? Cut(value.ToString(Formatting.None)) : "",
        Allowed(node),
        node.Json["deprecated"] is JValue { Value: true });

    private static string Allowed(SchemaNode node)
    {
        var (low, high, what) = node.Json["items"] is null && node.Json["minItems"] is null && node.Json["maxItems"] is null
            ? node.Type is NJsonSchema.JsonObjectType.String
                ? (node.Json["minLength"], node.Json["maxLength"], " characters")
                : (node.Json["minimum"], node.Json["maximum"], "")
            : (node.Json["minItems"], node.Json["maxItems"], " items");
        return (low, high) switch
        {
            (null, null) => "",
            (_, null) => $"at least {Text(low)}{what}",
            (null, _) => $"at most {Text(high)}{what}",
            _ => $"{Text(low)} to {Text(high)}{what}",
        };
    }

    /// <summary>As JSON has it; interpolated, a token would follow the culture of the machine.</summary>
    private static string Text(JToken? bound) => bound!.ToString(Formatting.None);

    private static string Cut(string text)
    {
        if (text.Length <= MaxDefault)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[MaxDefault - 2]) ? MaxDefault - 2 : MaxDefault - 1;
        return text.Substring(0, length) + "…";
    }
}
