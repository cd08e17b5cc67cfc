using System.Globalization;
using static SchemaSdk.Generator.Tests.Corpus.SchemaParts;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>
/// Creates values at the limits of a schema, some of them invalid: every enum value, limits of numbers, strings that are as long as
/// a limit or one character longer, lists that are as long as a limit, and objects with the required members, one more, or all.
/// </summary>
internal sealed class EdgeValues(SchemaView schema)
{
    private const int MaxDepth = 4;
    private const int MaxLength = 100_000;
    private const int MaxItems = 200;

    private readonly SchemaParts _parts = new(schema);

    public IEnumerable<string> All() => Of(schema.Start, 0);

    private IEnumerable<string> Of(JsonElement part, int depth)
    {
        var parts = _parts.Of(part).ToList();
        var branches = parts.SelectMany(each => List(each, "anyOf").Concat(List(each, "oneOf"))).ToList();
        var listed = parts.SelectMany(each => Member(each, "const") is { } only ? [only] : List(each, "enum")).ToList();
        var own = branches.Count > 0 && Kind(parts).Length == 0 ? [] : listed.Count > 0
            ? listed.Select(value => value.GetRawText())
            : Kind(parts) switch
            {
                "string" => Texts(parts),
                "integer" => Numbers(parts, 1),
                "number" => Numbers(parts, 0.5),
                "boolean" => ["true", "false"],
                "array" => Lists(parts, depth),
                "object" => Objects(parts, depth),
                "" => ["{}"],
                _ => [],
            };
        return own.Concat(branches.SelectMany(branch => Of(branch, depth + 1))).Append("null");
    }

    private static IEnumerable<string> Texts(List<JsonElement> parts)
    {
        string[] samples = ["https://x.example/a.png", "a text that says what to make", .. SampleValues.PatternTexts];
        var lengths = Limits(parts, "minLength").Concat(Limits(parts, "maxLength")).Where(length => length is >= 0 and <= MaxLength);
        return samples
            .Concat(lengths.SelectMany(length => new[] { length, length + 1 }).Select(length => new string('x', (int)length)))
            .Append("")
            .Select(text => JsonSerializer.Serialize(text));
    }

    private static IEnumerable<string> Numbers(List<JsonElement> parts, double step)
    {
        var limits = Limits(parts, "minimum").Concat(Limits(parts, "maximum")).ToList();
        var outer = Limits(parts, "exclusiveMinimum").Select(limit => limit + step)
            .Concat(Limits(parts, "exclusiveMaximum").Select(limit => limit - step));
        return limits
            .Concat(limits.Count == 2 ? [Math.Floor((limits[0] + limits[1]) / 2)] : [])
            .Concat(outer)
            .Concat([1, 0, -1, 1_000_000])
            .Concat(step < 1 ? [0.5] : [])
            .Select(number => number.ToString("R", CultureInfo.InvariantCulture));
    }

    private IEnumerable<string> Lists(List<JsonElement> parts, int depth)
    {
        var kinds = parts.Select(part => Member(part, "items")).FirstOrDefault(found => found is { ValueKind: JsonValueKind.Object });
        if (depth > MaxDepth || kinds is not { } item)
        {
            return ["[]"];
        }

        var items = Of(item, depth + 1).Where(value => value != "null").ToList();
        var lengths = Limits(parts, "minItems").Concat(Limits(parts, "maxItems")).Append(1).Where(length => length is > 0 and <= MaxItems);
        return lengths
            .SelectMany(length => items.Select(value => $"[{string.Join(',', Enumerable.Repeat(value, (int)length))}]"))
            .Append("[]");
    }

    private IEnumerable<string> Objects(List<JsonElement> parts, int depth)
    {
        var properties = Members(parts, "properties", JsonValueKind.Object)
            .SelectMany(found => found.EnumerateObject())
            .DistinctBy(property => property.Name)
            .ToDictionary(
                property => property.Name,
                property => depth > MaxDepth ? [] : Of(property.Value, depth + 1).ToList(),
                StringComparer.Ordinal);
        var required = parts.SelectMany(part => List(part, "required")).Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        var least = properties
            .Where(property => required.Contains(property.Key) && property.Value.Count > 0)
            .ToDictionary(property => property.Key, property => property.Value[0], StringComparer.Ordinal);
        yield return Text(least);
        foreach (var (name, value) in properties.SelectMany(property => property.Value.Select(value => (property.Key, value))))
        {
            yield return Text(new(least, StringComparer.Ordinal) { [name] = value });
        }

        yield return Text(properties
            .Where(property => property.Value.Count > 0)
            .ToDictionary(property => property.Key, property => property.Value[0], StringComparer.Ordinal));
    }

    private static string Text(Dictionary<string, string> members) =>
        "{" + string.Join(',', members.Select(member => $"{JsonSerializer.Serialize(member.Key)}:{member.Value}")) + "}";

    private static IEnumerable<double> Limits(List<JsonElement> parts, string keyword) =>
        Members(parts, keyword, JsonValueKind.Number).Select(limit => limit.GetDouble());
}
