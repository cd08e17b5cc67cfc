using System.Text.Json.Nodes;
using static SchemaSdk.Generator.Tests.Corpus.Vintages.Edits.Edit;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Random edits to unions.</summary>
internal static class UnionEdits
{
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("a branch goes", false, (schema, random) => Branches(schema) is { Count: > 1 } branches
            && branches.Remove(branches[random.Next(branches.Count)])),
        new("a branch comes", false, (schema, random) => Branches(schema) is { } branches && Insert(branches, Branch(random), random)),
        new("a branch like another comes", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch && Insert(branches, Like(branch), random)),
        new("a definition of a branch is called otherwise", false, (schema, random) => Branches(schema) is { } branches
            && OneOf(branches.OfType<JsonObject>().Where(branch => SchemaSites.Target(branch) is not null), random) is { } branch
            && RenameDefinition(branch)),
        new("a branch requires another member", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch && ObjectEdits.Name(branch, random) is { } name && ObjectEdits.Require(branch, name)),
        new("a branch requires a member no more", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random)?["required"] is JsonArray { Count: > 0 } required
            && required.Remove(required[random.Next(required.Count)])),
        new("a branch gets a constant", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch && ObjectEdits.Name(branch, random) is { } name
            && branch["properties"]![name] is JsonObject member && member.TryAdd("const", "constant")),
        new("a branch gets a tag", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch
            && ((JsonObject)branch["properties"]!).TryAdd("kind", new JsonObject { ["const"] = "tagged" })
            && ObjectEdits.Require(branch, "kind")),
        new("a branch gets a member", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch
            && ((JsonObject)branch["properties"]!).TryAdd("added", new JsonObject { ["type"] = "string" })),
        new("a branch loses a member", false, (schema, random) => Branches(schema) is { } branches
            && Object(branches, random) is { } branch && ObjectEdits.Name(branch, random) is { } name
            && ((JsonObject)branch["properties"]!).Remove(name)),
        new("a branch has another limit", false, (schema, random) => Branches(schema) is { } branches
            && OneOf(branches.OfType<JsonObject>().Where(branch => Is(branch, "string")), random) is { } branch
            && (branch.Remove("maxLength") || branch.TryAdd("maxLength", random.Next(3, 40)))),
        new("a value is one of several", false, (schema, random) => schema["type"] is JsonValue && Wrap(schema, random)),
        new("an enum is one of several", false, (schema, random) => schema["enum"] is JsonArray && Wrap(schema, random)),
        new("a choice is one value", false, (schema, random) => Branches(schema) is { Count: > 1 } branches
            && branches[random.Next(branches.Count)] is JsonObject branch && Replace(schema, branch)),
        new("anyOf is oneOf, or the other way round", false, (schema, _) =>
            Turn(schema, "anyOf", "oneOf") || Turn(schema, "oneOf", "anyOf")),
        new("a discriminator comes or goes", false, (schema, random) => Branches(schema) is { Count: > 1 } branches
            && (schema.Remove("discriminator") || (Object(branches, random) is { } branch && ObjectEdits.Name(branch, random) is { } name
                && schema.TryAdd("discriminator", new JsonObject { ["propertyName"] = name })))),
    ];

    /// <summary>Returns the branches of a schema; null if it is not a union.</summary>
    public static JsonArray? Branches(JsonObject schema) => (schema["anyOf"] ?? schema["oneOf"]) as JsonArray;

    private static JsonObject? Object(JsonArray branches, Random random) => OneOf(
        branches.OfType<JsonObject>()
            .Select(branch => SchemaSites.Target(branch) ?? branch)
            .Where(branch => ObjectEdits.Members(branch) is not null),
        random);

    private static JsonObject Branch(Random random) => OneOf<JsonObject>(
    [
        new() { ["type"] = "string" },
        new() { ["type"] = "integer" },
        new() { ["type"] = "null" },
        new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        new() { ["type"] = "object", ["properties"] = new JsonObject { ["radius"] = new JsonObject { ["type"] = "number" } } },
        new()
        {
            ["type"] = "object",
            ["title"] = "Sphere",
            ["required"] = new JsonArray("kind"),
            ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = "sphere" } },
        },
    ], random)!;

    private static JsonObject Like(JsonObject branch)
    {
        var like = (JsonObject)branch.DeepClone();
        like["properties"]!["likeness"] = new JsonObject { ["type"] = "integer" };
        ObjectEdits.Require(like, "likeness");
        return like;
    }

    private static bool RenameDefinition(JsonObject branch)
    {
        var (target, reference) = (SchemaSites.Target(branch)!, (string)branch["$ref"]!);
        var renamed = reference + "V2";
        foreach (var referring in SchemaSites.Referring(branch.Root).Where(other => (string?)other["$ref"] == reference).ToList())
        {
            referring["$ref"] = renamed;
        }

        return ((JsonObject)target.Parent!).TryAdd(renamed[(renamed.LastIndexOf('/') + 1)..], target.DeepClone());
    }

    private static bool Wrap(JsonObject schema, Random random) => Replace(
        schema, new JsonObject { [random.Next(2) == 0 ? "anyOf" : "oneOf"] = new JsonArray(schema.DeepClone(), Branch(random)) });

    private static bool Turn(JsonObject schema, string from, string to)
    {
        if (schema[from] is not JsonArray { Count: > 1 } branches || schema[to] is not null)
        {
            return false;
        }

        schema.Remove(from);
        return schema.TryAdd(to, branches);
    }
}
