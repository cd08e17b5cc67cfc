using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Merges the schemas that describe the same value into one schema, but does not merge branches or conditional schemas. References are
/// resolved in <c>written</c>.
/// </summary>
internal sealed class PartMerger(JsonObject written)
{
    /// <summary>
    /// The maximum number of copied values. References can double this number at each step. No schema of the corpus needs 2,000.
    /// </summary>
    private const int MaxCopied = 20_000;

    /// <summary>
    /// The maximum total length of merged keywords. It is limited because thousands of parts may each be merged with the same long list.
    /// </summary>
    private const int MaxMerged = 8_000_000;

    /// <summary>The maximum nesting depth of merged parts. It is low, because a compiler's stack is small.</summary>
    private const int MaxDepth = 40;

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _copied;
    private int _merged;
    private int _depth;

    /// <summary>True if a part has been omitted since this property was last set to false.</summary>
    public bool IsCut { get; set; }

    /// <summary>True if a limit is exceeded, so nothing more is copied or merged for any schema.</summary>
    public bool IsSpent => _copied > MaxCopied || _merged > MaxMerged;

    /// <summary>Merges the parts of a schema into the schema.</summary>
    public void Simplify(JsonObject schema)
    {
        if (TypingView.Referred(schema) is not null && TypingView.IsMerged(schema))
        {
            var referred = new JsonObject { [KeywordName.Ref] = schema[KeywordName.Ref] };
            KeepReference(schema, schema);
            schema.Remove(KeywordName.Ref);
            MergePart(referred, schema, isAlone: false);
        }

        if (schema[KeywordName.AllOf] is JsonArray all && all.All(part => part is JsonObject))
        {
            KeepReference(schema, schema);
            schema.Remove(KeywordName.AllOf);
            var isAlone = !TypeWords.StandIn(schema) && all.OfType<JsonObject>().Count(TypeWords.StandIn) < 2;
            foreach (var part in all.OfType<JsonObject>().ToList())
            {
                MergePart(part, schema, isAlone);
            }
        }

        foreach (var keyword in KeywordTable.Unions)
        {
            if (schema[keyword] is JsonArray branches && branches.All(branch => branch is JsonObject))
            {
                SimplifyBranches(schema, keyword, branches);
            }
        }

        if (schema[KeywordName.Const] is { } only && schema[KeywordName.Enum] is null)
        {
            schema[KeywordName.Enum] = new JsonArray(only.Copy());
        }
    }

    /// <summary>
    /// Copies the reference of <paramref name="from"/>, or of its only <c>allOf</c> part, to <paramref name="schema"/>, because the type is
    /// named after this reference.
    /// </summary>
    public static void KeepReference(JsonObject from, JsonObject schema)
    {
        var only = from[KeywordName.AllOf] is JsonArray { Count: 1 } all ? all[0] as JsonObject : null;
        if ((TypingView.Referred(from) ?? (only is null ? null : TypingView.Referred(only))) is { } reference)
        {
            schema[TypingView.Reference] = reference;
        }
    }

    /// <summary>Merges a part into a schema for the same value. The part cannot be used again, because its nodes are moved.</summary>
    /// <param name="part">The part to merge.</param>
    /// <param name="schema">The schema to change.</param>
    /// <param name="isAlone">True if the schema does not describe the type, and at most one part does, so a reference can stay.</param>
    public void MergePart(JsonObject part, JsonObject schema, bool isAlone)
    {
        if (_depth == MaxDepth)
        {
            IsCut = true;
            return;
        }

        _depth++;

        // The C# name that the part requests does not apply to the schema into which the part is merged.
        part.Remove(OwnKeyword.CSharpName);
        MergeInside(part, schema, isAlone);
        _depth--;
    }

    /// <summary>Copies a part, such as the target of a reference; null if the limit is exceeded.</summary>
    public JsonNode? TryCopy(JsonNode part)
    {
        _copied += IsSpent ? 0 : 1 + CountIn(part);
        IsCut |= IsSpent;
        return IsSpent ? null : part.Copy();
    }

    /// <summary>Returns true if two values of one keyword can be merged; false if the limit is exceeded.</summary>
    public bool CanMerge(JsonNode one, JsonNode other)
    {
        _merged += IsSpent ? 0 : one.ToString().Length + other.ToString().Length;
        IsCut |= IsSpent;
        return !IsSpent;
    }

    private void SimplifyBranches(JsonObject schema, string keyword, JsonArray branches)
    {
        var count = branches.Count;
        Tokens.Keep(branches, branch => !TypingView.IsNull((JsonObject)branch));
        if (branches.Count < count)
        {
            schema[TypingView.Null] = true;
        }

        if (branches.OfType<JsonObject>().All(branch => !TypeWords.StandIn(branch))
            || (branches.Count > 1
                && schema[KeywordName.Type] is not null
                && branches.OfType<JsonObject>().All(branch => !TypeWords.Decide(branch))))
        {
            schema.Remove(keyword);
        }
        else if (branches.Count == 1)
        {
            var only = (JsonObject)branches[0];
            schema.Remove(keyword);
            MergePart(only, schema, isAlone: !TypeWords.StandIn(schema));
        }
    }

    private void MergeInside(JsonObject part, JsonObject schema, bool isAlone)
    {
        if (TypingView.Referred(part) is null || TypingView.IsMerged(part))
        {
            Simplify(part);
            part.Remove(TypingView.Reference);
        }

        var reference = TypingView.Referred(part);

        // A reference without other keywords stays a reference, so a recursive type stays finite.
        if (!isAlone)
        {
            part.Remove(KeywordName.Ref);
        }

        MergedSchemas.Add(part, schema, CanMerge);
        if (!isAlone && reference is not null && _open.Add(reference))
        {
            if (TypingView.Find(written, reference) is { } target && TryCopy(target) is JsonObject copy)
            {
                MergePart(copy, schema, isAlone: false);
            }

            _open.Remove(reference);
        }
    }

    /// <summary>Counts the nodes in a part. A member and its value count as two.</summary>
    private static int CountIn(JsonNode part) => part switch
    {
        JsonObject members => members.Values.Sum(value => 2 + CountIn(value)),
        JsonArray items => items.Sum(item => 1 + CountIn(item)),
        _ => 0,
    };
}
