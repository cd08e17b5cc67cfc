using System.Text.Json.Nodes;
using static SchemaSdk.Generator.Tests.Corpus.Vintages.Edits.Edit;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Random edits that do not change the meaning of a schema.</summary>
internal static class Rewrites
{
    private static readonly string[] Unchecked = ["password", "int32", "email", "slug"];

    public static IReadOnlyList<Edit> All { get; } =
    [
        new("members and sets in another order", true, (schema, random) =>
            IsRoot(schema) && Replace(schema, SchemaEdits.Shuffled(schema, random)!)),
        new("required in another order", true, (schema, _) => Reverse(schema["required"])),
        new("enum in another order", true, (schema, _) => Reverse(schema["enum"])),
        new("branches in another order", true, (schema, _) => Reverse(UnionEdits.Branches(schema))),
        new("oneOf for anyOf, of a type and null", true, (schema, _) => schema["anyOf"] is JsonArray { Count: 2 } branches
            && branches.All(branch => branch is JsonObject part && part["type"] is JsonValue)
            && branches.Any(branch => Is((JsonObject)branch!, "null")) && schema.Remove("anyOf") && schema.TryAdd("oneOf", branches)),
        new("allOf in another order", true, (schema, _) => Reverse(schema["allOf"])),
        new("allOf around a reference", true, (schema, _) => SchemaSites.Target(schema) is not null
            && schema.All(member => member.Key is "$ref" or "title" or "description" or "default")
            && schema["$ref"] is { } reference && schema.Remove("$ref")
            && schema.TryAdd("allOf", new JsonArray(new JsonObject { ["$ref"] = reference }))),
        new("a reference instead of allOf around one", true, (schema, _) => schema["allOf"] is JsonArray { Count: 1 } parts
            && parts[0] is JsonObject { Count: 1 } part && part["$ref"] is JsonValue reference && schema.Count == 1
            && schema.Remove("allOf") && schema.TryAdd("$ref", reference.DeepClone())),
        new("a definition inlined", true, (schema, _) => schema.Count == 1 && SchemaSites.Target(schema) is { } target
            && Replace(schema, target)),
        new("a part as a definition", true, (schema, _) => Extract(schema)),
        new("components as definitions", true, (schema, _) => IsRoot(schema) && MoveDefinitions(schema)),
        new("a dangling reference elsewhere", true, (schema, _) => IsRoot(schema) && Definitions(schema).TryAdd(
            "unused", new JsonObject { ["$ref"] = "#/nowhere" })),
        new("white space", true, (schema, _) => IsRoot(schema)),
        new("a format that is not checked", true, (schema, random) => Is(schema, "string") && schema["enum"] is null
            && schema.TryAdd("format", OneOf(Unchecked, random))),
        new("a format that is not checked goes", true, (schema, _) => schema["format"] is JsonValue format
            && Unchecked.Contains((string?)format) && schema.Remove("format")),
        new("a list of one type", true, (schema, _) => schema["type"] is JsonValue type && schema.TryAdd("x-note", 1)
            && Set(schema, "type", new JsonArray(type.DeepClone()))),
        new("other words", true, (schema, _) => schema["type"] is JsonValue && Set(schema, "description", "Said in other words.")),
        new("$comment and an unknown keyword", true, (schema, _) => schema["type"] is JsonValue
            && schema.TryAdd("$comment", "Nothing.") && schema.TryAdd("x-unknown", 1)),
    ];

    private static bool IsRoot(JsonObject schema) => schema.Parent is null;

    private static bool Reverse(JsonNode? list)
    {
        if (list is not JsonArray { Count: > 1 } items)
        {
            return false;
        }

        var reversed = items.Reverse().ToList();
        items.Clear();
        reversed.ForEach(items.Add);
        return true;
    }

    private static bool Extract(JsonObject schema)
    {
        // Moving a branch into a definition would change the name of the branch.
        if (IsRoot(schema) || schema.Parent is JsonArray || schema["type"] is not JsonValue || schema.Root is not JsonObject root)
        {
            return false;
        }

        var part = schema.DeepClone();
        schema.Clear();
        schema["$ref"] = "#/definitions/extracted";
        return Definitions(root).TryAdd("extracted", part);
    }

    private static JsonObject Definitions(JsonObject root)
    {
        root.TryAdd("definitions", new JsonObject());
        return (JsonObject)root["definitions"]!;
    }

    private static bool MoveDefinitions(JsonObject root)
    {
        const string From = "#/components/schemas/";
        if (root["components"] is not JsonObject { Count: 1 } components || components["schemas"] is not JsonObject schemas
            || root["definitions"] is not null || root.ToJsonString().Contains("\"mapping\"", StringComparison.Ordinal)
            || SchemaSites.Referring(root).Any(referring => SchemaSites.Target(referring) is null
                || !((string)referring["$ref"]!).StartsWith(From, StringComparison.Ordinal)))
        {
            return false;
        }

        root.Remove("components");
        root["definitions"] = schemas.DeepClone();
        foreach (var referring in SchemaSites.Referring(root).ToList())
        {
            referring["$ref"] = ((string)referring["$ref"]!).Replace(From, "#/definitions/", StringComparison.Ordinal);
        }

        return true;
    }
}
