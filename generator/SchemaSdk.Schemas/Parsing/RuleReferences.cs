using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Where the references of a document lead.</summary>
/// <param name="root">The document.</param>
internal sealed class RuleReferences(JToken root)
{
    /// <summary>References that are looked through from every place cost the square of their number. No schema of the corpus takes more than 3,500 steps.</summary>
    public const int MaxSteps = 200_000;

    private readonly Dictionary<JObject, JToken?> _targets = [];
    private int _steps;

    /// <summary>Whether there was too much to look through: from then on every answer is the careful one.</summary>
    public bool IsGivenUp => _steps > MaxSteps;

    /// <summary>Whether keywords beside <c>$ref</c> count.</summary>
    public bool HasSiblings { get; } = DraftRules.CountBesideReference(root);

    /// <summary>Follows a schema's reference.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>What is there; null where the reference leads out of the document or nowhere.</returns>
    public JToken? Follow(JObject schema)
    {
        if (!_targets.TryGetValue(schema, out var target))
        {
            _targets.Add(schema, target = Find(schema));
        }

        return target;
    }

    private JToken? Find(JObject schema)
    {
        if (schema["$ref"] is not JValue { Value: string reference } || !reference.StartsWith("#", StringComparison.Ordinal))
        {
            return null;
        }

        var target = JsonPointer.Find(root, Uri.UnescapeDataString(reference.Substring(1)));
        return target is JObject or JValue { Value: bool } ? target : null;
    }

    /// <summary>Whether a reference comes back to itself for the same value: checking it would never end.</summary>
    /// <param name="schema">The schema with the reference.</param>
    /// <param name="target">Where it leads.</param>
    public bool IsCircular(JObject schema, JToken target)
    {
        var seen = new HashSet<JToken>();
        var open = new Stack<JToken>([target]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == schema || ++_steps > MaxSteps)
            {
                return true;
            }

            if (next is JObject inner && seen.Add(inner))
            {
                Push(open, inner, isInside: false);
            }
        }

        return false;
    }

    /// <summary>The schema and all that it asks by others, wherever they stand.</summary>
    /// <param name="schema">The schema.</param>
    public IReadOnlyCollection<JObject> Reach(JToken schema)
    {
        var seen = new HashSet<JObject>();
        var open = new Stack<JToken>([schema]);
        while (open.Count > 0 && ++_steps <= MaxSteps)
        {
            if (open.Pop() is JObject next && seen.Add(next))
            {
                Push(open, next, isInside: true);
            }
        }

        return seen;
    }

    /// <summary>Adds the schemas in a schema, and what it refers to.</summary>
    private void Push(Stack<JToken> open, JObject schema, bool isInside)
    {
        foreach (var member in schema.Properties())
        {
            if (KeywordTable.Find(member.Name) is not { HoldsSchemas: true, Checks: not null } keyword || !(keyword.IsInPlace || isInside))
            {
                continue;
            }

            if (member.Value is JArray || (keyword.HoldsMembers && member.Value is JObject))
            {
                foreach (var part in member.Value.Children())
                {
                    open.Push(part is JProperty named ? named.Value : part);
                }
            }
            else
            {
                open.Push(member.Value);
            }
        }

        if (Follow(schema) is { } target)
        {
            open.Push(target);
        }
    }
}
