using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>
/// A schema as types see it: <c>allOf</c> is one schema, a null branch is a mark, a single branch is the schema itself. It does not say
/// which values are valid; the schema as it is does.
/// </summary>
/// <param name="root">The document; it is changed.</param>
internal sealed class TypingView(JsonObject root)
{
    /// <summary>Marks a schema whose value may be null.</summary>
    public const string Null = "x-schemasdk-null";

    /// <summary>Keeps the reference of a schema that became one with what it led to: the schema is called by it.</summary>
    public const string Reference = "x-schemasdk-ref";

    /// <summary>A schema that grows beyond this many merged parts is left as it is: references can double at each step.</summary>
    private const int MaxMerges = 2_000;

    /// <summary>
    /// The limit of copied values. A schema that contains itself doubles with every copy. No schema of the corpus needs 2,000 values.
    /// </summary>
    private const int MaxCopied = 20_000;

    /// <summary>Parts of parts of parts: a compiler's stack is small.</summary>
    private const int MaxDepth = 40;

    private static readonly string[] Structure = [KeywordName.Properties, KeywordName.AllOf, .. KeywordTable.Unions];

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _merges;
    private int _copied;
    private int _depth;

    private bool CanMerge => _merges < MaxMerges && _copied < MaxCopied && _depth < MaxDepth;

    /// <summary>Simplifies every schema of the document.</summary>
    public void Apply()
    {
        foreach (var schema in SchemaWalk.Of(root))
        {
            Simplify(schema);
        }
    }

    /// <summary>Returns true if something stands beside a reference that has to be merged with its target.</summary>
    /// <param name="schema">The schema with the reference.</param>
    public static bool IsMerged(JsonObject schema) => Array.Exists(Structure, keyword => schema[keyword] is not null);

    private void Simplify(JsonObject schema)
    {
        if (schema[KeywordName.Ref] is JsonValue { Value: string } && IsMerged(schema) && CanMerge)
        {
            var referred = new JsonObject { [KeywordName.Ref] = schema[KeywordName.Ref] };
            KeepReference(schema, schema);
            schema.Remove(KeywordName.Ref);
            MergePart(referred, schema, isAlone: false);
        }

        if (schema[KeywordName.AllOf] is JsonArray all && all.All(part => part is JsonObject) && CanMerge)
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

        if (schema[KeywordName.Properties] is JsonObject properties)
        {
            ConditionalMembers.AddTo(schema, properties, Copy);
        }

        if (schema[KeywordName.Const] is { } only && schema[KeywordName.Enum] is null)
        {
            schema[KeywordName.Enum] = new JsonArray(only.Copy());
        }
    }

    private void SimplifyBranches(JsonObject schema, string keyword, JsonArray branches)
    {
        foreach (var branch in branches.OfType<JsonObject>().Where(IsNull).ToList())
        {
            branch.Remove();
            schema[Null] = true;
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
        else if (schema[KeywordName.Properties] is JsonObject { Count: > 0 } properties && CanMerge)
        {
            ShareProperties(schema, properties, branches);
        }
    }

    /// <summary>Gives each branch that is an object the properties that stand beside the branches.</summary>
    private void ShareProperties(JsonObject schema, JsonObject properties, JsonArray branches)
    {
        foreach (var branch in branches.OfType<JsonObject>().ToList())
        {
            var whole = new JsonObject();
            KeepReference(branch, whole);
            MergePart(branch, whole, isAlone: false);
            if (whole[KeywordName.Properties] is JsonObject || whole[KeywordName.Type] is null or JsonValue { Value: "object" })
            {
                var others = (JsonObject)properties.Copy();
                foreach (var own in (whole[KeywordName.Properties] as JsonObject ?? []).Members)
                {
                    others.Remove(own.Name);
                }

                var beside = new JsonObject { [KeywordName.Type] = "object", [KeywordName.Properties] = others };
                beside[KeywordName.Required] = schema[KeywordName.Required] ?? new JsonArray();
                MergeInto(beside, whole);
                branch.Replace(whole);
            }
        }
    }

    /// <summary>Of a reference, and of what only says more than one.</summary>
    private static void KeepReference(JsonObject from, JsonObject schema)
    {
        var only = from[KeywordName.AllOf] is JsonArray { Count: 1 } all ? (all[0] as JsonObject)?[KeywordName.Ref] : null;
        if ((from[KeywordName.Ref] ?? only) is JsonValue { Value: string reference })
        {
            schema[Reference] = reference;
        }
    }

    private void MergePart(JsonObject part, JsonObject schema, bool isAlone)
    {
        _merges++;
        _depth++;

        // A name is given to one place, and not to all that refer to it.
        part.Remove(GivenNames.Keyword);
        MergeInside(part, schema, isAlone);
        _depth--;
    }

    private void MergeInside(JsonObject part, JsonObject schema, bool isAlone)
    {
        if ((string?)part[KeywordName.Ref] is not { } reference)
        {
            Simplify(part);
            part.Remove(Reference);
            MergeInto(part, schema);
            return;
        }

        if (isAlone)
        {
            // A reference stays one, so that a type inside itself stays finite.
            MergeInto(part, schema);
            return;
        }

        if (_copied < MaxCopied
            && _open.Add(reference)
            && JsonPointer.Find(root, Uri.UnescapeDataString(reference.Substring(1))) is JsonObject target)
        {
            MergePart((JsonObject)Copy(target), schema, isAlone: false);
            _open.Remove(reference);
        }
    }

    private JsonNode Copy(JsonNode token)
    {
        _copied += token is JsonValue ? 1 : CountIn(token);
        return token.Copy();
    }

    /// <summary>Counts the parts of a part: a member and its value are two.</summary>
    private static int CountIn(JsonNode part) => part switch
    {
        JsonObject members => members.Values.Sum(value => 2 + CountIn(value)),
        JsonArray items => items.Sum(item => 1 + CountIn(item)),
        _ => 0,
    };

    private void MergeInto(JsonObject part, JsonObject schema)
    {
        ConditionalMembers.Keep(part, schema);
        var hasValues = SharedKeywords.MergeValues(part, schema);
        foreach (var member in part.Members.Where(member => !hasValues || !SharedKeywords.IsOfValues(member.Name)).ToList())
        {
            var present = schema[member.Name];
            if (present is null)
            {
                schema[member.Name] = Copy(member.Value);
            }
            else if (member.Name == KeywordName.Properties && present is JsonObject properties && member.Value is JsonObject more)
            {
                MergeProperties(more, properties);
            }
            else if (member.Name == KeywordName.Items && present is JsonObject items && member.Value is JsonObject moreItems)
            {
                MergeInto(moreItems, items);
            }
            else
            {
                SharedKeywords.Merge(schema, member, part);
            }
        }
    }

    private void MergeProperties(JsonObject part, JsonObject properties)
    {
        foreach (var member in part.Members.ToList())
        {
            if (properties[member.Name] is not { } present)
            {
                properties[member.Name] = Copy(member.Value);
            }
            else if (present is JsonObject property && member.Value is JsonObject more)
            {
                MergeInto(more, property);
            }
        }
    }

    /// <summary>Returns true if a branch is valid for null alone.</summary>
    /// <param name="branch">The branch.</param>
    public static bool IsNull(JsonObject branch) =>
        branch[KeywordName.Type] is JsonValue { Value: "null" }
        || branch[KeywordName.Const] is JsonValue { Kind: JsonKind.Null }
        || (branch[KeywordName.Enum] is JsonArray { Count: 1 } values && values[0].Kind == JsonKind.Null);
}
