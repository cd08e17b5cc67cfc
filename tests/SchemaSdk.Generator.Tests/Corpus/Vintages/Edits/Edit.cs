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

    private static Edit[] Mixed(Edit[] edits)
    {
        new Random(34).Shuffle(edits);
        return edits;
    }
}
