using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds where chains of references end.</summary>
/// <param name="root">The document.</param>
internal sealed class ReferenceChains(JsonObject root)
{
    /// <summary>The most references in a chain, because a schema looks for documentation in all references that led to it.</summary>
    private const int MaxLinks = 50;

    private readonly Dictionary<JsonObject, int> _links = [];
    private readonly HashSet<JsonObject> _circular = [];

    /// <summary>Returns the text behind <c>#</c>.</summary>
    /// <param name="reference">The value of <c>$ref</c>.</param>
    /// <returns>Null for a reference to another document.</returns>
    public static string? PointerOf(JsonNode reference) =>
        reference is JsonValue { Value: string text } && text.StartsWith("#", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(text.Substring(1))
            : null;

    /// <summary>Returns true if a chain has an end and not too many links.</summary>
    /// <param name="schema">Its start.</param>
    public bool EndsSoon(JsonObject schema)
    {
        var chain = new Stack<JsonObject>();
        var next = schema;
        while (next is not null && !_links.ContainsKey(next))
        {
            // Until its end is known, a chain counts as endless, and so does one that leads back here.
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

    /// <summary>Returns where a reference leads that cannot be followed, and what to do.</summary>
    /// <param name="schema">The schema that has it.</param>
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
