using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Merges the schemas that describe one value into one, except branches and conditions.</summary>
/// <param name="written">The document that references lead into.</param>
internal sealed class PartMerger(JsonObject written)
{
    /// <summary>
    /// The limit of copied values: references can double at each step. No schema of the corpus needs 2,000 values.
    /// </summary>
    private const int MaxCopied = 20_000;

    /// <summary>The most levels of parts, because a compiler's stack is small.</summary>
    private const int MaxDepth = 40;

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _copied;
    private int _depth;

    /// <summary>True if something was omitted since the last reset.</summary>
    public bool IsCut { get; set; }

    /// <summary>True if the limit is reached, so nothing more is copied for any schema.</summary>
    public bool IsSpent => _copied > MaxCopied;

    /// <summary>Merges the parts of a schema.</summary>
    /// <param name="schema">The schema, which is changed.</param>
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

    /// <summary>Keeps the reference that a schema consists of, directly or as its only allOf part.</summary>
    /// <param name="from">The schema that has it.</param>
    /// <param name="schema">The schema that keeps it.</param>
    public static void KeepReference(JsonObject from, JsonObject schema)
    {
        var only = from[KeywordName.AllOf] is JsonArray { Count: 1 } all ? all[0] as JsonObject : null;
        if ((TypingView.Referred(from) ?? (only is null ? null : TypingView.Referred(only))) is { } reference)
        {
            schema[TypingView.Reference] = reference;
        }
    }

    /// <summary>Merges a schema into another one of the same value.</summary>
    /// <param name="part">The schema; its nodes are moved, so it cannot be used afterwards.</param>
    /// <param name="schema">The other one, which is changed.</param>
    /// <param name="isAlone">True if the other one does not concern the type, so a reference can remain a reference.</param>
    public void MergePart(JsonObject part, JsonObject schema, bool isAlone)
    {
        if (_depth == MaxDepth)
        {
            IsCut = true;
            return;
        }

        _depth++;

        // A name applies to one place, not to all references to it.
        part.Remove(OwnKeyword.CSharpName);
        MergeInside(part, schema, isAlone);
        _depth--;
    }

    /// <summary>Copies a part to which a reference or a condition leads.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Null if the limit is exceeded.</returns>
    public JsonNode? TryCopy(JsonNode part)
    {
        _copied += IsSpent ? 0 : 1 + CountIn(part);
        IsCut |= IsSpent;
        return IsSpent ? null : part.Copy();
    }

    private void SimplifyBranches(JsonObject schema, string keyword, JsonArray branches)
    {
        foreach (var branch in branches.OfType<JsonObject>().Where(TypingView.IsNull).ToList())
        {
            branch.Remove();
            schema[TypingView.Null] = true;
        }

        if (branches.Count == 0 || branches.OfType<JsonObject>().All(branch => !TypeWords.StandIn(branch)))
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
        if (!isAlone)
        {
            part.Remove(KeywordName.Ref);
        }

        // A reference without other keywords remains a reference, so a recursive type remains finite.
        MergedSchemas.Add(part, schema);
        if (!isAlone && reference is not null && _open.Add(reference))
        {
            if (TypingView.Find(written, reference) is { } target && TryCopy(target) is JsonObject copy)
            {
                MergePart(copy, schema, isAlone: false);
            }

            _open.Remove(reference);
        }
    }

    /// <summary>Counts the nodes of a part: a member and its value are two.</summary>
    private static int CountIn(JsonNode part) => part switch
    {
        JsonObject members => members.Values.Sum(value => 2 + CountIn(value)),
        JsonArray items => items.Sum(item => 1 + CountIn(item)),
        _ => 0,
    };
}
