using System.Text.Json.Nodes;
using static SchemaSdk.Generator.Tests.Corpus.Vintages.Edits.Edit;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Random edits to keywords that describe a single value, such as a bound or a pattern.</summary>
internal static class KeywordEdits
{
    private static readonly (string Type, string[] Keywords)[] Limits =
    [
        ("integer", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ("number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ("string", ["minLength", "maxLength"]),
        ("array", ["minItems", "maxItems"]),
        ("object", ["minProperties", "maxProperties"]),
    ];

    public static IReadOnlyList<Edit> All { get; } =
    [
        .. Limits.SelectMany(limits => limits.Keywords.SelectMany(name => OfLimit(limits.Type, name))),
        new("pattern comes or goes", false, (schema, random) => Toggle(schema, "string", "pattern", OneOf(["^a", "x", ".{3,}"], random)!)),
        new("format comes", false, (schema, random) =>
            Is(schema, "string") && schema.TryAdd("format", OneOf(["date-time", "uri", "date", "uuid", "binary"], random))),
        new("format goes", false, (schema, _) => schema.Remove("format")),
        new("type is another", false, ChangeType),
        new("null comes", false, (schema, _) => AddNull(schema)),
        new("nullable", false, (schema, _) => schema["type"] is JsonValue && schema.TryAdd("nullable", true)),
        new("type goes", false, (schema, _) => schema["type"] is JsonValue && schema.Remove("type")),
        new("enum gets a value", false, (schema, random) =>
            EnumOf(schema) is { } values && Insert(values, "added " + random.Next(9), random)),
        new("enum loses a value", false, (schema, random) =>
            EnumOf(schema) is { Count: > 1 } values && values.Remove(values[random.Next(values.Count)])),
        new("enum goes", false, (schema, _) => EnumOf(schema) is not null && schema.Remove("enum")),
        new("enum comes", false, (schema, _) => Is(schema, "string") && schema.TryAdd("enum", new JsonArray("a", "text", "16:9"))),
        new("const comes", false, (schema, random) => EnumOf(schema) is { } values
            && schema.TryAdd("const", values[random.Next(values.Count)]?.DeepClone())),
        new("const is another", false, (schema, _) => schema["const"] is JsonValue && Set(schema, "const", "another")),
        new("const goes", false, (schema, _) => schema.Remove("const")),
        new("default is another", false, (schema, random) => schema["default"] is JsonValue && (random.Next(2) == 0
            ? schema.Remove("default") : Set(schema, "default", Is(schema, "string") ? "another" : 1))),
        new("deprecated", false, (schema, _) => schema["type"] is not null && schema.TryAdd("deprecated", true)),
        new("uniqueItems comes or goes", false, (schema, _) => Toggle(schema, "array", "uniqueItems", true)),
        new("contains comes or goes", false, (schema, _) => Toggle(schema, "array", "contains", new JsonObject { ["type"] = "string" })),
        new("prefixItems comes", false, (schema, _) =>
            Toggle(schema, "array", "prefixItems", new JsonArray(new JsonObject { ["minLength"] = 2 }))),
        new("items are others", false, (schema, _) => Is(schema, "array") && Set(schema, "items", new JsonObject { ["type"] = "boolean" })),
        new("not comes or goes", false, (schema, random) =>
            Toggle(schema, null, "not", OneOf<JsonObject>([new() { ["type"] = "boolean" }, new() { ["const"] = "text" }], random)!)),
        new("if and then come", false, (schema, _) => schema["if"] is null
            && schema.TryAdd("if", new JsonObject { ["type"] = "string" })
            && schema.TryAdd("then", new JsonObject { ["maxLength"] = 9 })),
        new("allOf comes or goes", false, (schema, _) => Toggle(schema, null, "allOf", new JsonArray(
            new JsonObject { ["maxLength"] = 30 }, new JsonObject { ["maximum"] = 30 }))),
    ];

    private static IEnumerable<Edit> OfLimit(string type, string keyword) =>
    [
        new($"{keyword} of {type} comes or goes", false, (schema, random) => AddOrDrop(schema, type, keyword, random)),
        new($"{keyword} of {type} is another", false, (schema, random) => Move(schema, type, keyword, random)),
    ];

    private static bool AddOrDrop(JsonObject schema, string type, string keyword, Random random) =>
        Is(schema, type) && (schema.Remove(keyword) || schema.TryAdd(keyword, random.Next(1, 6)));

    private static bool Move(JsonObject schema, string type, string keyword, Random random)
    {
        if (!Is(schema, type) || schema[keyword] is not JsonValue value || !value.TryGetValue<double>(out var number)
            || Math.Abs(number) > 1e9)
        {
            return false;
        }

        double moved = random.Next(4) switch
        {
            0 => number + 1,
            1 => Math.Max(number - 1, keyword.StartsWith("max", StringComparison.Ordinal) ? 1 : 0),
            2 => (number * 2) + 1,
            _ => type is "integer" && keyword != "multipleOf" ? number + 10_000_000_000 : number + 3,
        };
        return Set(schema, keyword, Math.Floor(moved) == moved ? (long)moved : moved);
    }

    private static bool ChangeType(JsonObject schema, Random random)
    {
        string[] types = ["string", "integer", "number", "boolean"];
        var own = types.FirstOrDefault(type => Is(schema, type));
        return own is not null && Set(schema, "type", own switch
        {
            "integer" => OneOf(["number", "number", "string"], random)!,
            "number" => OneOf(["integer", "integer", "string"], random)!,
            _ => types.First(type => type != own),
        });
    }

    private static bool AddNull(JsonObject schema) =>
        schema["type"] is JsonValue type && Set(schema, "type", new JsonArray(type.DeepClone(), "null"));

    private static bool Toggle(JsonObject schema, string? type, string keyword, JsonNode value) =>
        (type is null ? schema["type"] is JsonValue : Is(schema, type)) && (schema.Remove(keyword) || schema.TryAdd(keyword, value));

    private static JsonArray? EnumOf(JsonObject schema) => schema["enum"] is JsonArray { Count: > 0 } values
        && values.All(value => value is JsonValue text && text.TryGetValue<string>(out _)) ? values : null;
}
