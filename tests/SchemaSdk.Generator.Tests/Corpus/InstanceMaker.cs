using System.Text.RegularExpressions;
using static SchemaSdk.Generator.Tests.Corpus.SampleValues;
using static SchemaSdk.Generator.Tests.Corpus.SchemaParts;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Creates instances of a schema as JSON. Each instance uses the next variant of each property, and may omit a property whose variants have
/// all been used. Some variants are values that the schema does not list or allow.
/// </summary>
internal sealed class InstanceMaker
{
    private const int MaxDepth = 5;
    private const int MaxVariants = 40;

    private readonly SchemaView _schema;
    private readonly SchemaParts _parts;

    public InstanceMaker(string schema) => _parts = new SchemaParts(_schema = new SchemaView(schema));

    /// <summary>Creates a typical instance, which probably fits the schema.</summary>
    public string Typical() => Fitting(_schema.Start, 0);

    public IEnumerable<string> All() => Variants(_schema.Start, 0).Concat(WrongKinds);

    private string Fitting(JsonElement schema, int depth) => FittingVariants(schema, depth).FirstOrDefault() ?? "null";

    /// <summary>Returns the variants of a value, valid ones first.</summary>
    private List<string> Variants(JsonElement schema, int depth) =>
        [.. FittingVariants(schema, depth).Take(MaxVariants).Concat(WrongKinds).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> FittingVariants(JsonElement schema, int depth)
    {
        if (depth > MaxDepth + 3)
        {
            return ["null"];
        }

        var parts = _parts.Of(schema).ToList();
        string[] choices = ["anyOf", "oneOf"];
        if (choices.SelectMany(keyword => parts.Select(part => List(part, keyword)))
            .FirstOrDefault(branches => branches.Any(_parts.SaysType)) is { } choice)
        {
            return depth >= MaxDepth
                ? FittingVariants(choice.Find(_parts.SaysType), depth + 1)
                : choice.SelectMany(branch => FittingVariants(branch, depth + 1).Take(8).Select((value, i) => (value, i)))
                    .OrderBy(variant => variant.i)
                    .Select(variant => variant.value);
        }

        if (parts.Any(part => Member(part, "$ref") is not null && _schema.Target(part) is null))
        {
            return []; // the target is in another file or does not exist
        }

        if (parts.Select(part => Member(part, "const")).FirstOrDefault(value => value is not null) is { } only)
        {
            return [only.GetRawText(), "\"new at the service\""];
        }

        // Ignores an enum whose values all have the wrong type, as the generator does.
        if (parts.Select(part => List(part, "enum")).FirstOrDefault(values => values.Count > 0) is { } known
            && !(Kind(parts) is "integer" or "number" && known.TrueForAll(value => value.ValueKind == JsonValueKind.String)))
        {
            return
            [
                .. known.Where(value => value.ValueKind != JsonValueKind.Null).Take(3).Select(value => value.GetRawText()),
                "\"new at the service\"", "\"\"", "99", "1.50"
            ];
        }

        return Kind(parts) switch
        {
            "string" => Patterned(parts).Concat(Typed(parts)).Concat(Strings).Concat(Examples(parts)),
            "integer" or "number" => Numbers.Concat(Examples(parts)),
            "boolean" => ["true", "false"],
            "array" => Arrays(parts, depth),
            "object" => Objects(parts, depth),
            _ => ["\"anything\"", "1.0", "{\"a\":[1.0]}"],
        };
    }

    private IEnumerable<string> Arrays(List<JsonElement> parts, int depth)
    {
        var items = parts.Select(part => Member(part, "items")).FirstOrDefault(item => item is { ValueKind: JsonValueKind.Object });
        if (depth >= MaxDepth)
        {
            return ["[]"];
        }

        if (items is not { } item)
        {
            return ["[]", "[\"https://x.example/a.png\"]", "[1.0,\"a\",null]"];
        }

        var variants = Variants(item, depth + 1);
        return
        [
            $"[{variants[0]}]", "[]",
            .. variants.Skip(1).Select((variant, i) => i % 3 == 0 ? $"[{variant}]" : $"[{variants[0]}, {variant}]"), "[null]"
        ];
    }

    private IEnumerable<string> Objects(List<JsonElement> parts, int depth)
    {
        if (depth >= MaxDepth)
        {
            yield return "{}";
            yield break;
        }

        var properties = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var unsaid = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Members(parts, "properties", JsonValueKind.Object)
            .SelectMany(found => found.EnumerateObject())
            .Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            properties.TryAdd(property.Name, Variants(property.Value, depth + 1));
            if (!FittingVariants(property.Value, depth + 1).Any())
            {
                unsaid.Add(property.Name);
            }
        }

        var additional = parts.Select(part => Member(part, "additionalProperties"))
            .FirstOrDefault(value => value is { ValueKind: JsonValueKind.Object });
        if (additional is { } value)
        {
            properties.TryAdd("any name", Variants(value, depth + 1));
            properties.TryAdd("another/~name", Variants(value, depth + 1));
        }

        yield return Object(
            properties.Where(property => !unsaid.Contains(property.Key)).Select(property => (property.Key, property.Value[0])));
        if (properties.Count == 0)
        {
            yield return "{\"a\":1.0,\"b\":[{}]}";
            yield break;
        }

        yield return "{}";
        yield return "{\"new member\":{\"a\":[1.0,null]},\"new/~member \\u00e9\":1e3,\"\":null}";
        yield return Object(properties.Select(property => (property.Key, "null")));
        var rows = Math.Min(properties.Values.Max(variants => variants.Count), MaxVariants);
        for (var row = 1; row < rows; row++)
        {
            var index = 0;
            yield return Object(properties
                .Where(property => row < property.Value.Count || (row + property.Key.Length) % 4 > 0)
                .Select(
                    property => (property.Key, property.Value[(row + (row < property.Value.Count ? 0 : index++)) % property.Value.Count])));
        }
    }

    private static string Object(IEnumerable<(string Name, string Value)> members) =>
        "{" + string.Join(", ", members.Select(member => JsonSerializer.Serialize(member.Name) + ": " + member.Value)) + "}";

    private static IEnumerable<string> Typed(List<JsonElement> parts) => Members(parts, "format", JsonValueKind.String)
        .Select(format => format.GetString() switch
        {
            "date-time" => "\"2024-05-01T12:00:00Z\"",
            "date" => "\"2024-05-01\"",
            "uri" => "\"https://x.example/a.png\"",
            _ => "\"text\"",
        });

    private static IEnumerable<string> Patterned(List<JsonElement> parts) => Members(parts, "pattern", JsonValueKind.String)
        .SelectMany(
            pattern => PatternTexts.Where(text => Regex.IsMatch(text, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1))))
        .Select(text => $"\"{text}\"")
        .Take(1);

    private static IEnumerable<string> Examples(List<JsonElement> parts) => parts
        .SelectMany(part => List(part, "examples").Concat(Member(part, "default") is { } value ? [value] : []))
        .Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        .Select(value => value.GetRawText())
        .Take(2);
}
