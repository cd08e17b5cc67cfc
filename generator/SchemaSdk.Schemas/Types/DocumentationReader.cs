using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Reads the documentation of a schema.</summary>
internal static class DocumentationReader
{
    /// <summary>The maximum length of a default value. Some defaults consist of a thousand characters of sample text.</summary>
    private const int MaxDefault = 60;
    private const int MaxExample = 30;

    // The comment of a schema is repeated at each reference to the schema, so each part is truncated.
    private const int MaxTitle = 300;
    private const int MaxValidation = 60;
    private const int MaxValidations = 20;

    private static readonly Keyword[] Flags =
        [.. KeywordTable.All.Where(keyword => keyword is { Value: KeywordValue.Flag, Tells.Length: > 0 })];

    /// <summary>
    /// For each type whose values have a count: the keywords for the minimum and the maximum count, and the unit, such as characters.
    /// </summary>
    private static readonly Dictionary<RuleTypes, (string Least, string Most, string Unit)> Counts = KeywordTable.All
        .Where(keyword => keyword is { IsTold: true, Value: KeywordValue.Count })
        .GroupBy(keyword => keyword.Checks!.Types)
        .ToDictionary(bounds => bounds.Key, bounds => (bounds.First().Name, bounds.Last().Name, bounds.First().Tells!));

    public static Documentation Read(SchemaNode node) => new(
        Cut((node.Word(KeywordName.Title) as JsonValue)?.Value as string ?? "", MaxTitle),
        (node.Word(KeywordName.Description) as JsonValue)?.Value as string ?? "",
        node.Word(KeywordName.Default) is { Kind: not JsonKind.Null } value ? Start(value, MaxDefault) : "",
        string.Join(", ", Notes(node)),
        node.Word(KeywordName.Deprecated) is JsonValue { Value: true });

    private static IEnumerable<string> Notes(SchemaNode node)
    {
        if (Allowed(node) is { Length: > 0 } allowed)
        {
            yield return allowed;
        }

        foreach (var flag in Flags)
        {
            if (node.Word(flag.Name) is JsonValue { Value: true })
            {
                yield return flag.Tells!;
            }
        }

        // RunComfy writes the operator as the last character of a rule's name in this keyword, as in "file_size_mb<".
        foreach (var rule in (node.Word(KeywordName.Validations) as JsonArray)?.OfType<JsonObject>().Take(MaxValidations) ?? [])
        {
            if (rule["validation_rule"] is JsonValue { Value: string name } && rule["validation_value"] is { } bound)
            {
                yield return $"{Cut(name, MaxValidation)} {Start(bound, MaxValidation)}";
            }
        }

        if (node.Word(KeywordName.Default) is null or { Kind: JsonKind.Null }
            && node.Word(KeywordName.Examples) is JsonArray { Count: > 0 } examples)
        {
            yield return $"such as {Start(examples[0], MaxExample)}";
        }
    }

    private static string Allowed(SchemaNode node)
    {
        var (least, most, unit) = BoundsOf(node);
        var (low, high) = (Text(node.Json[least], unit), Text(node.Json[most], unit));
        if (unit.Length > 0 && low == "0" && (high is "" or "1"))
        {
            // "At least 0" says nothing, and neither "item" nor "items" is right after "0 to 1".
            low = "";
        }

        var (isAbove, isBelow) = (least == KeywordName.ExclusiveMinimum, most == KeywordName.ExclusiveMaximum);
        var from = (isAbove ? "more than " : "at least ") + Counted(low, unit);
        var to = (isBelow ? "less than " : "at most ") + Counted(high, unit);
        return (low, high) switch
        {
            ("", "") => "",
            (_, "") => from,
            ("", _) => to,
            _ when isAbove || isBelow => $"{from} and {to}",
            _ when low == high => "exactly " + Counted(high, unit),
            _ => $"{low} to {Counted(high, unit)}",
        };
    }

    private static (string Least, string Most, string Unit) BoundsOf(SchemaNode node)
    {
        if (Counts.TryGetValue(BoundedType(node), out var counts))
        {
            return counts;
        }

        var range = NumberRange<decimal>.Of(keyword => NumberBounds.Of(node.Json[keyword]));
        return (range.Least?.Keyword ?? KeywordName.Minimum, range.Most?.Keyword ?? KeywordName.Maximum, "");
    }

    private static RuleTypes BoundedType(SchemaNode node)
    {
        var (least, most, _) = Counts[RuleTypes.Array];
        return (node.Json[KeywordName.Items] ?? node.Json[least] ?? node.Json[most]) is not null ? RuleTypes.Array
            : node.Type is RuleTypes.String ? RuleTypes.String
            : RuleTypes.Number;
    }

    private static string Counted(string count, string unit) => count == "1" ? count + unit.TrimEnd('s') : count + unit;

    /// <summary>Returns a bound as JSON, or an empty string for null. A bound with a unit is a count, so 3.0 becomes 3.</summary>
    // String interpolation would format numbers in the culture of the machine.
    private static string Text(JsonNode? bound, string unit = "") =>
        unit.Length > 0 && bound is JsonValue { Value: double count } && count == Math.Floor(count) && Math.Abs(count) < long.MaxValue
            ? ((long)count).ToString(CultureInfo.InvariantCulture)
            : bound?.ToString() ?? "";

    private static string Start(JsonNode value, int max) => Cut(JsonWriter.WriteStart(value, max), max);

    private static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return text.Substring(0, length) + "…";
    }
}
