using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Resolves the references of a document.</summary>
internal sealed class RuleReferences(JsonNode root)
{
    /// <summary>
    /// The maximum number of steps. A visit to a schema counts as one step, plus one for every ten of its members and inner schemas. Steps
    /// are limited because following all references from every schema takes quadratic time. No schema of the corpus needs more than 3,500
    /// steps.
    /// </summary>
    public const int MaxSteps = 200_000;

    private readonly Dictionary<JsonObject, JsonNode?> _targets = [];
    private int _steps;

    /// <summary>
    /// True if <see cref="MaxSteps"/> was exceeded. From then on, references count as circular, and no schema counts as fully checked.
    /// </summary>
    public bool IsGivenUp => _steps > MaxSteps;

    /// <summary>True if keywords beside <c>$ref</c> apply.</summary>
    public bool HasSiblings { get; } = DraftRules.CountBesideReference(root);

    /// <summary>Returns the target of a schema's <c>$ref</c>; null if it points outside the document or to nothing.</summary>
    public JsonNode? Follow(JsonObject schema)
    {
        if (!_targets.TryGetValue(schema, out var target))
        {
            _targets.Add(schema, target = Find(schema));
        }

        return target;
    }

    private JsonNode? Find(JsonObject schema)
    {
        if (schema[KeywordName.Ref] is not JsonValue { Value: string reference } || !reference.StartsWith("#", StringComparison.Ordinal))
        {
            return null;
        }

        var target = JsonPointer.Find(root, Uri.UnescapeDataString(reference.Substring(1)));
        return target is JsonObject or JsonValue { Value: bool } ? target : null;
    }

    /// <summary>Returns true if a reference leads back to itself for the same value, so checking it would never end.</summary>
    public bool IsCircular(JsonObject schema, JsonNode target)
    {
        var seen = new HashSet<JsonNode>();
        var open = new Stack<JsonNode>([target]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == schema || ++_steps > MaxSteps)
            {
                return true;
            }

            if (next is JsonObject inner && seen.Add(inner))
            {
                Push(open, inner, isInside: false);
            }
        }

        return false;
    }

    /// <summary>Returns true if a schema, or a schema in it that applies to the same value, describes the property.</summary>
    // The schemas of "not" and "if" are skipped, because they add no properties to the type.
    public bool Describe(JsonObject schema, string property)
    {
        var seen = new HashSet<JsonObject>();
        var open = new Stack<JsonNode>([schema]);
        while (open.Count > 0 && ++_steps <= MaxSteps)
        {
            if (open.Pop() is not JsonObject next || !seen.Add(next))
            {
                continue;
            }

            if (next[KeywordName.Properties] is JsonObject properties && properties.ContainsKey(property))
            {
                return true;
            }

            seen.UnionWith(new[] { next[KeywordName.Not], next[KeywordName.If] }.OfType<JsonObject>());
            Push(open, next, isInside: false);
        }

        return false;
    }

    /// <summary>Returns a schema and all schemas that it uses, directly or through others.</summary>
    public IReadOnlyCollection<JsonObject> Reach(JsonNode schema)
    {
        var seen = new HashSet<JsonObject>();
        var open = new Stack<JsonNode>([schema]);
        while (open.Count > 0 && ++_steps <= MaxSteps)
        {
            if (open.Pop() is JsonObject next && seen.Add(next))
            {
                Push(open, next, isInside: true);
            }
        }

        return seen;
    }

    private void Push(Stack<JsonNode> open, JsonObject schema, bool isInside)
    {
        var before = open.Count;
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(member.Name) is not { HoldsSchemas: true, Checks: not null } keyword || !(keyword.IsInPlace || isInside))
            {
                continue;
            }

            if (member.Value is JsonArray || (keyword.HoldsMembers && member.Value is JsonObject))
            {
                foreach (var part in (member.Value as JsonObject)?.Values ?? (JsonArray)member.Value)
                {
                    open.Push(part);
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

        _steps += (schema.Count + open.Count - before) / 10;
    }
}
