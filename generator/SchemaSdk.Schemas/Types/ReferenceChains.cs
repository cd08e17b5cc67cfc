using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Determines whether chains of references end.</summary>
internal sealed class ReferenceChains(JsonObject root)
{
    /// <summary>
    /// The maximum number of references in a chain. It is limited because the documentation of a schema is searched along the whole chain.
    /// </summary>
    private const int MaxLinks = 50;

    private readonly Dictionary<JsonObject, int> _links = [];
    private readonly HashSet<JsonObject> _circular = [];

    /// <summary>Returns what follows <c>#</c> in a reference, without percent escapes; null for a reference to another document.</summary>
    public static string? PointerOf(JsonNode reference) =>
        reference is JsonValue { Value: string text } && text.StartsWith("#", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(text.Substring(1))
            : null;

    /// <summary>Returns true if the chain that starts at a schema ends within the maximum number of references.</summary>
    public bool EndsSoon(JsonObject schema)
    {
        var chain = new Stack<JsonObject>();
        var next = schema;
        while (next is not null && !_links.ContainsKey(next))
        {
            // Assume at first that the chain has no end. If it ends, the real number replaces this one below.
            _links.Add(next, MaxLinks);
            chain.Push(next);
            next = next[KeywordName.Ref] is { } reference
                && PointerOf(reference) is { } target
                && (next == schema || !TypingView.IsMerged(next))
                ? JsonPointer.Find(root, target) as JsonObject
                : null;
        }

        if (next is not null && (chain.Contains(next) || _circular.Contains(next)))
        {
            _circular.UnionWith(chain);
        }

        for (var links = next is null ? 0 : _links[next] + 1; chain.Count > 0; links++)
        {
            _links[chain.Pop()] = links;
        }

        return _links[schema] < MaxLinks;
    }

    /// <summary>Returns why a reference cannot be resolved, and what to do, as text for a message.</summary>
    public string[] Fault(JsonObject schema) =>
        schema[KeywordName.Ref] is not { } reference
        || PointerOf(reference) is not { } target
        || JsonPointer.Find(root, target) is not { } found
            ? ["is neither in this file nor in a *.schema.json of the project", "correct the reference, or add the file"]
            : [
                found is not JsonObject ? "is not a schema"
                : _circular.Contains(schema) ? "leads back to itself"
                : $"leads through {MaxLinks} references or more",
                "correct the reference",
            ];
}
