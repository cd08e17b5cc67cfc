using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>One way to change a schema.</summary>
/// <param name="Name">What it does.</param>
/// <param name="IsRewrite">True if the schema means what it did.</param>
/// <param name="Apply">Changes a part of a schema, by chance, and returns true; false where there is nothing to change.</param>
internal sealed record Edit(string Name, bool IsRewrite, Func<JsonObject, Random, bool> Apply)
{
    /// <summary>
    /// All edits, mixed. Those of unions stand in it three times and rewrites twice: they are tried so much more often.
    /// </summary>
    public static IReadOnlyList<Edit> All { get; } = Mixed(
    [
        .. KeywordEdits.All, .. ObjectEdits.All,
        .. UnionEdits.All, .. UnionEdits.All, .. UnionEdits.All,
        .. Rewrites.All, .. Rewrites.All,
    ]);

    /// <summary>Returns true if a schema names one type.</summary>
    public static bool Is(JsonObject schema, string type) =>
        schema["type"] is JsonValue value && value.TryGetValue<string>(out var name) && name == type;

    /// <summary>One of some things; null where there is none.</summary>
    public static T? OneOf<T>(IEnumerable<T> things, Random random)
        where T : class => things.ToList() is { Count: > 0 } all ? all[random.Next(all.Count)] : null;

    private static Edit[] Mixed(Edit[] edits)
    {
        new Random(34).Shuffle(edits);
        return edits;
    }
}
