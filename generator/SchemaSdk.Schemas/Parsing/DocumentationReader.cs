using SchemaSdk.Schemas.Json;
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
        (node.Word(KeywordName.Title) as JsonValue)?.Value as string ?? "",
        (node.Word(KeywordName.Description) as JsonValue)?.Value as string ?? "",
        node.Word(KeywordName.Default) is { Kind: not JsonKind.Null } value ? Cut(value.ToString()) : "",
        string.Join(", ", Notes(node)),
        node.Word(KeywordName.Deprecated) is JsonValue { Value: true });

    private static IEnumerable<string> Notes(SchemaNode node)
    {
        if (Allowed(node) is { Length: > 0 } allowed)
        {
            yield return allowed;
        }

        if (node.Word(KeywordName.ReadOnly) is JsonValue { Value: true })
        {
            yield return "set by the service";
        }

        if (node.Word(KeywordName.WriteOnly) is JsonValue { Value: true })
        {
            yield return "never returned";
        }

        // RunComfy's own: the operator is the last character of the rule, as in "file_size_mb<".
        foreach (var rule in (node.Word("validations") as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (rule["validation_rule"] is JsonValue { Value: string name } && rule["validation_value"] is { } bound)
            {
                yield return $"{name} {Text(bound)}";
            }
        }

        if (node.Word(KeywordName.Default) is null or { Kind: JsonKind.Null }
            && node.Word(KeywordName.Examples) is JsonArray { Count: > 0 } examples)
        {
            yield return $"such as {Cut(examples[0].ToString(), MaxExample)}";
        }
    }

    private static string Allowed(SchemaNode node)
    {
        var (low, high, what) = node.Json[KeywordName.Items] is null
            && node.Json[KeywordName.MinItems] is null
            && node.Json[KeywordName.MaxItems] is null
            ? node.Type is RuleTypes.String
                ? (node.Json[KeywordName.MinLength], node.Json[KeywordName.MaxLength], " characters")
                : (node.Json[KeywordName.Minimum], node.Json[KeywordName.Maximum], "")
            : (node.Json[KeywordName.MinItems], node.Json[KeywordName.MaxItems], " items");
        return (low, high) switch
        {
            (null, null) => "",
            (_, null) => $"at least {Text(low)}{what}",
            (null, _) => $"at most {Text(high)}{what}",
            _ => $"{Text(low)} to {Text(high)}{what}",
        };
    }

    /// <summary>As JSON has it; interpolated, a token would follow the culture of the machine.</summary>
    private static string Text(JsonNode? bound) => bound!.ToString();

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
