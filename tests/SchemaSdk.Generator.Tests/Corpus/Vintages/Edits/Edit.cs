using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

internal sealed record Edit(string Name, bool IsRewrite, Func<JsonObject, Random, bool> Apply)
{
    /// <summary>
    /// All edits, shuffled. Edits to unions are included three times and rewrites twice, so both are tried more often than other edits.
    /// </summary>
    public static IReadOnlyList<Edit> All { get; } = Mixed(
    [
        .. KeywordEdits.All, .. ObjectEdits.All,
        .. UnionEdits.All, .. UnionEdits.All, .. UnionEdits.All,
        .. Rewrites.All, .. Rewrites.All,
    ]);

    /// <summary>Returns true if a schema has this type and no other.</summary>
    public static bool Is(JsonObject schema, string type) =>
        schema["type"] is JsonValue value && value.TryGetValue<string>(out var name) && name == type;

    /// <summary>Returns a random item; null if the list is empty.</summary>
    public static T? OneOf<T>(IEnumerable<T> things, Random random)
        where T : class => things.ToList() is { Count: > 0 } all ? all[random.Next(all.Count)] : null;

    /// <summary>Sets a keyword; always returns true.</summary>
    public static bool Set(JsonObject schema, string keyword, JsonNode value)
    {
        schema[keyword] = value;
        return true;
    }

    /// <summary>Replaces all members of a schema with copies of the members of another; always returns true.</summary>
    public static bool Replace(JsonObject schema, JsonNode other)
    {
        var copy = (JsonObject)other.DeepClone();
        schema.Clear();
        foreach (var (name, value) in copy.ToList())
        {
            copy.Remove(name);
            schema[name] = value;
        }

        return true;
    }

    /// <summary>Inserts an item at a random position; always returns true.</summary>
    public static bool Insert(JsonArray items, JsonNode item, Random random)
    {
        items.Insert(random.Next(items.Count + 1), item);
        return true;
    }

    private static Edit[] Mixed(Edit[] edits)
    {
        new Random(34).Shuffle(edits);
        return edits;
    }
}
