using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Reads what a schema says to people.</summary>
internal static class DocumentationReader
{
    /// <summary>A default is often a thousand characters of sample text.</summary>
    private const int MaxDefault = 60;
    private const int MaxExample = 30;

    /// <summary>Reads one schema's words.</summary>
    /// <param name="node">The schema.</param>
    public static Documentation Read(SchemaNode node) => new(
        (node.Word("title") as JValue)?.Value as string ?? "",
        (node.Word("description") as JValue)?.Value as string ?? "",
        node.Word("default") is { Type: not JTokenType.Null } value ? Cut(value.ToString(Formatting.None)) : "",
        string.Join(", ", Notes(node)),
        node.Word("deprecated") is JValue { Value: true });

    private static IEnumerable<string> Notes(SchemaNode node)
    {
        if (Allowed(node) is { Length: > 0 } allowed)
        {
            yield return allowed;
        }

        if (node.Word("readOnly") is JValue { Value: true })
        {
            yield return "set by the service";
        }

        if (node.Word("writeOnly") is JValue { Value: true })
        {
            yield return "never returned";
        }

        // RunComfy's own: the operator is the last character of the rule, as in "file_size_mb<".
        foreach (var rule in (node.Word("validations") as JArray)?.OfType<JObject>() ?? [])
        {
            if (rule["validation_rule"] is JValue { Value: string name } && rule["validation_value"] is { } bound)
            {
                yield return $"{name} {Text(bound)}";
            }
        }

        if (node.Word("default") is null or { Type: JTokenType.Null } && node.Word("examples") is JArray { Count: > 0 } examples)
        {
            yield return $"such as {Cut(examples[0].ToString(Formatting.None), MaxExample)}";
        }
    }

    private static string Allowed(SchemaNode node)
    {
        var (low, high, what) = node.Json["items"] is null && node.Json["minItems"] is null && node.Json["maxItems"] is null
            ? node.Type is RuleTypes.String
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

    private static string Cut(string text, int max = MaxDefault)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return text.Substring(0, length) + "…";
    }
}
