using System.Text.Json.Nodes;
using static SchemaSdk.Generator.Tests.Corpus.Vintages.Edits.Edit;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Random edits to an object's members.</summary>
internal static class ObjectEdits
{
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("a member comes", false, (schema, random) => Members(schema) is { } members && members.TryAdd("added", Some(random))),
        new("a required member comes", false, (schema, random) => Members(schema) is { } members
            && members.TryAdd("added", Some(random)) && Require(schema, "added")),
        new("a member goes", false, (schema, random) => Name(schema, random) is { } name && Members(schema)!.Remove(name)),
        new("a member is called otherwise", false, (schema, random) =>
            Name(schema, random) is { } name && Rename(schema, name, name + "_2")),
        new("a sibling of the same C# name comes", false, (schema, random) => Name(schema, random) is { } name
            && Members(schema)!.TryAdd(name.Replace('_', '-') + "_", Some(random))),
        new("a sibling like a value's type comes", false, (schema, random) => Name(schema, random) is { } name
            && Members(schema)!.TryAdd(name + "_value", Some(random))),
        new("a member is required", false, (schema, random) => Name(schema, random) is { } name && Require(schema, name)),
        new("a member is required no more", false, (schema, random) => schema["required"] is JsonArray { Count: > 0 } required
            && required.Remove(required[random.Next(required.Count)])),
        new("x-csharp-name comes", false, (schema, random) => Name(schema, random) is { } name
            && Members(schema)![name] is JsonObject member && member.TryAdd("x-csharp-name", "Given")),
        new("additionalProperties are others", false, (schema, random) => Members(schema) is not null && Others(schema, random)),
        new("propertyNames comes", false, (schema, _) => Is(schema, "object")
            && schema.TryAdd("propertyNames", new JsonObject { ["maxLength"] = 12 })),
        new("patternProperties comes", false, (schema, _) => Is(schema, "object")
            && schema.TryAdd("patternProperties", new JsonObject { ["^p"] = new JsonObject { ["minLength"] = 3 } })),
        new("dependentRequired comes", false, (schema, random) => Name(schema, random) is { } name && Name(schema, random) is { } other
            && schema.TryAdd("dependentRequired", new JsonObject { [name] = new JsonArray(other) })),
        new("dependentSchemas comes", false, (schema, random) => Name(schema, random) is { } name
            && schema.TryAdd("dependentSchemas", new JsonObject { [name] = new JsonObject { ["minProperties"] = 2 } })),
    ];

    /// <summary>Returns the properties of a schema; null if it has none.</summary>
    public static JsonObject? Members(JsonObject schema) =>
        schema["properties"] is JsonObject { Count: > 0 } members && members.All(member => member.Value is JsonObject) ? members : null;

    /// <summary>Makes a member required; returns false if it already is.</summary>
    public static bool Require(JsonObject schema, string name)
    {
        if (schema["required"] is not JsonArray required)
        {
            return schema.TryAdd("required", new JsonArray(name));
        }

        if (required.Any(other => (string?)other == name))
        {
            return false;
        }

        required.Add(name);
        return true;
    }

    /// <summary>Returns the name of a random property.</summary>
    public static string? Name(JsonObject schema, Random random) =>
        OneOf(Members(schema)?.Select(member => member.Key) ?? [], random);

    private static bool Rename(JsonObject schema, string name, string other)
    {
        var member = Members(schema)![name]!.DeepClone();
        Members(schema)!.Remove(name);
        return Members(schema)!.TryAdd(other, member);
    }

    private static bool Others(JsonObject schema, Random random)
    {
        schema["additionalProperties"] = random.Next(3) switch
        {
            0 => false,
            1 => true,
            _ => new JsonObject { ["type"] = "string" },
        };
        return true;
    }

    private static JsonObject Some(Random random) => OneOf<JsonObject>(
    [
        new() { ["type"] = "string" },
        new() { ["type"] = "integer" },
        new() { ["type"] = "string", ["enum"] = new JsonArray("a", "b") },
        new() { ["type"] = "object", ["properties"] = new JsonObject { ["x"] = new JsonObject { ["type"] = "number" } } },
    ], random)!;
}
