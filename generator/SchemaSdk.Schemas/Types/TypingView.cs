using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// A copy of a document from which types are built: <c>allOf</c> is merged into one schema, a null branch becomes a marker, and a single
/// branch becomes the schema itself. Only the original document determines which values are valid.
/// </summary>
internal sealed class TypingView
{
    /// <summary>The marker of a schema whose value may be null.</summary>
    public const string Null = "x-schemasdk-null";

    /// <summary>The keyword that keeps the reference of a merged schema, because the type is named after this reference.</summary>
    public const string Reference = "x-schemasdk-ref";

    /// <summary>
    /// The marker of a schema with too many parts to merge. Only its notes and definitions are kept. If parts were merged up to the limit,
    /// their order would determine which parts are merged.
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

    /// <summary>Copies a document, simplifies every schema in the copy that contributes to a type, and returns the copy.</summary>
    public static JsonObject Of(JsonObject written)
    {
        var view = new TypingView(written);
        view.Apply(TypedParts.AsWritten);
        if (view._merger.IsSpent)
        {
            // The order in the document must not determine which parts fit within the limit, so start again with the parts sorted.
            view = new TypingView(written);
            view.Apply(TypedParts.InOrder);
        }

        return view._root;
    }

    /// <summary>Returns true if a schema has keywords beside its reference that must be merged with the target.</summary>
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

    private void AddConditionalMembers(JsonObject schema)
    {
        var members = MembersUnder(ConditionalMembers.Of(schema).ToList());
        if (members.Count > 0)
        {
            ConditionalMembers.AddTo(schema, members, _merger.TryCopy);
        }
    }

    /// <summary>Returns the members of conditional schemas, including the members of their branches and inner conditions.</summary>
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

    /// <summary>Merges a conditional schema with the target of its reference; returns null if the schema was visited before.</summary>
    /// <param name="condition">The schema. It cannot be used afterwards, because its nodes are moved.</param>
    /// <param name="seen">The visited schemas and references. Another visit to one of them would only find the same members.</param>
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

    /// <summary>Adds the properties beside a union to each branch of the union that describes objects.</summary>
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
                if (_merger.TryCopy(schema[KeywordName.Required] ?? new JsonArray()) is not { } required
                    || _merger.TryCopy(properties) is not JsonObject others)
                {
                    return;
                }

                foreach (var own in (whole[KeywordName.Properties] as JsonObject ?? []).Members)
                {
                    others.Remove(own.Name);
                }

                beside[KeywordName.Required] = required;
                beside[KeywordName.Properties] = others;
                MergedSchemas.Add(beside, whole, _merger.CanMerge);
                branch.Replace(whole);
            }
        }
    }

    /// <summary>Returns true if a branch allows null and nothing else.</summary>
    public static bool IsNull(JsonObject branch) =>
        branch[KeywordName.Type] is JsonValue { Value: "null" }
        || branch[KeywordName.Const] is JsonValue { Kind: JsonKind.Null }
        || (branch[KeywordName.Enum] is JsonArray { Count: 1 } values && values[0].Kind == JsonKind.Null);

    /// <summary>Returns the value of a schema's <c>$ref</c>; null if the schema is not a reference.</summary>
    public static string? Referred(JsonObject schema) => (string?)schema[KeywordName.Ref];

    public static JsonObject? Find(JsonObject document, string reference) =>
        JsonPointer.Find(document, reference.Substring(1)) as JsonObject;
}
