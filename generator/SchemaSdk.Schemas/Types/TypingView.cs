using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// A schema as types see it: <c>allOf</c> is one schema, a null branch is a mark, a single branch is the schema itself. Only the original
/// schema says which values are valid.
/// </summary>
internal sealed class TypingView
{
    /// <summary>Marks a schema whose value may be null.</summary>
    public const string Null = "x-schemasdk-null";

    /// <summary>Keeps the reference of a schema that was merged with its target, because the schema is named after it.</summary>
    public const string Reference = "x-schemasdk-ref";

    /// <summary>
    /// Marks a schema with too many parts to merge. Only its notes are kept, because which parts fit would depend on their order.
    /// </summary>
    public const string Unmerged = "x-schemasdk-unmerged";

    private static readonly string[] Structure =
    [
        KeywordName.Properties, KeywordName.AllOf, .. KeywordTable.Unions, .. ConditionalMembers.Keywords,
    ];

    private readonly PartMerger _merger;
    private readonly JsonObject _root;

    private TypingView(JsonObject written)
    {
        _merger = new PartMerger(written);
        _root = (JsonObject)written.Copy();
    }

    /// <summary>Simplifies every schema of a document that contributes to a type.</summary>
    /// <param name="written">The document, which is not changed. Merged schemas are copied from it.</param>
    public static JsonObject Of(JsonObject written)
    {
        var view = new TypingView(written);
        view.Apply(TypedParts.AsWritten);
        if (view._merger.IsSpent)
        {
            // Not everything fits, and what fits must not depend on the order in the document.
            view = new TypingView(written);
            view.Apply(TypedParts.InOrder);
        }

        return view._root;
    }

    /// <summary>Returns true if there are keywords beside a reference that have to be merged with its target.</summary>
    /// <param name="schema">The schema with the reference.</param>
    public static bool IsMerged(JsonObject schema) => Array.Exists(Structure, keyword => schema[keyword] is not null);

    private void Apply(Func<JsonObject, IEnumerable<JsonObject>> parts)
    {
        var seen = new HashSet<JsonObject>();
        var open = new Queue<JsonObject>([_root]);
        while (open.Count > 0)
        {
            var schema = open.Dequeue();
            if (seen.Add(schema))
            {
                SimplifyWhole(schema);
                foreach (var part in parts(schema))
                {
                    open.Enqueue(part);
                }

                if (Referred(schema) is { } reference && Find(_root, reference) is { } target)
                {
                    open.Enqueue(target);
                }
            }
        }
    }

    private void SimplifyWhole(JsonObject schema)
    {
        _merger.IsCut = false;
        _merger.Simplify(schema);
        AddConditionalMembers(schema);
        if (schema[KeywordName.Properties] is JsonObject { Count: > 0 } properties)
        {
            foreach (var branches in KeywordTable.Unions.Select(keyword => schema[keyword]).OfType<JsonArray>().ToList())
            {
                ShareProperties(schema, properties, branches);
            }
        }

        if (_merger.IsCut)
        {
            schema.Members.Where(member => !IsKept(KeywordTable.Find(member.Name))).ToList().ForEach(member => member.Remove());
            schema[Unmerged] = true;
        }
    }

    private static bool IsKept(Keyword? keyword) =>
        keyword is { IsNote: true } or { Holds: SubschemaPlaces.Definitions or SubschemaPlaces.Components };

    /// <summary>Adds the members that only conditions describe.</summary>
    private void AddConditionalMembers(JsonObject schema)
    {
        var members = MembersUnder(ConditionalMembers.Of(schema).ToList());
        if (members.Count > 0)
        {
            ConditionalMembers.AddTo(schema, members, _merger.TryCopy);
        }
    }

    /// <summary>The members of schemas under conditions, including those of their branches and inner conditions.</summary>
    private List<JsonMember> MembersUnder(List<JsonObject> conditions)
    {
        List<JsonMember> members = [];
        var seen = new HashSet<JsonNode>();
        var open = new Stack<JsonObject>(Enumerable.Reverse(conditions));
        while (open.Count > 0)
        {
            if (Whole(open.Pop(), seen) is { } whole)
            {
                members.AddRange((whole[KeywordName.Properties] as JsonObject)?.Members ?? []);
                KeywordTable.Unions
                    .SelectMany(keyword => (whole[keyword] as JsonArray ?? []).OfType<JsonObject>())
                    .Concat(ConditionalMembers.Of(whole))
                    .Reverse()
                    .ToList()
                    .ForEach(open.Push);
            }
        }

        return members;
    }

    /// <summary>Merges a schema under a condition with the target of its reference.</summary>
    /// <param name="condition">The schema; its nodes are moved, so it cannot be used afterwards.</param>
    /// <param name="seen">The schemas and references that were visited. Each gives the same members everywhere.</param>
    /// <returns>Null if it was visited already.</returns>
    private JsonObject? Whole(JsonObject condition, HashSet<JsonNode> seen)
    {
        if (!seen.Add(condition.Origin ?? condition))
        {
            return null;
        }

        _merger.Simplify(condition);
        if (condition[KeywordName.Ref] is not { } reference)
        {
            return condition;
        }

        var whole = new JsonObject();
        if (seen.Add(reference))
        {
            _merger.MergePart(condition, whole, isAlone: false);
        }

        return whole;
    }

    /// <summary>Adds the properties beside the branches to each branch that is an object.</summary>
    private void ShareProperties(JsonObject schema, JsonObject properties, JsonArray branches)
    {
        foreach (var branch in branches.OfType<JsonObject>().ToList())
        {
            var whole = new JsonObject();
            whole.StandFor(branch);
            PartMerger.KeepReference(branch, whole);
            _merger.MergePart(branch, whole, isAlone: false);
            if (whole[KeywordName.Properties] is JsonObject || whole[KeywordName.Type] is null or JsonValue { Value: "object" })
            {
                var beside = new JsonObject { [KeywordName.Type] = "object" };
                beside[KeywordName.Required] = schema[KeywordName.Required] ?? new JsonArray();
                if (_merger.TryCopy(properties) is not JsonObject others)
                {
                    return;
                }

                foreach (var own in (whole[KeywordName.Properties] as JsonObject ?? []).Members)
                {
                    others.Remove(own.Name);
                }

                beside[KeywordName.Properties] = others;
                MergedSchemas.Add(beside, whole);
                branch.Replace(whole);
            }
        }
    }

    /// <summary>Returns true if a branch is valid for null alone.</summary>
    /// <param name="branch">The branch.</param>
    public static bool IsNull(JsonObject branch) =>
        branch[KeywordName.Type] is JsonValue { Value: "null" }
        || branch[KeywordName.Const] is JsonValue { Kind: JsonKind.Null }
        || (branch[KeywordName.Enum] is JsonArray { Count: 1 } values && values[0].Kind == JsonKind.Null);

    /// <summary>The reference of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>Null for a schema without one.</returns>
    public static string? Referred(JsonObject schema) => (string?)schema[KeywordName.Ref];

    /// <summary>Finds what a reference leads to.</summary>
    /// <param name="document">The document.</param>
    /// <param name="reference">The reference.</param>
    public static JsonObject? Find(JsonObject document, string reference) =>
        JsonPointer.Find(document, reference.Substring(1)) as JsonObject;
}
