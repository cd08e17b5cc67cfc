using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>A schema merged with the schemas that it refers to, so that they appear as a single set of keywords.</summary>
internal sealed class SchemaView
{
    private const int MaxReferences = 100;

    private readonly List<JsonObject> _parts = [];
    private readonly bool _isWhole;
    private readonly bool _hasSiblings;

    private SchemaView(bool isWhole, bool hasSiblings) => (_isWhole, _hasSiblings) = (isWhole, hasSiblings);

    /// <summary>A reference that could not be resolved, as JSON; null if all were resolved.</summary>
    internal JsonNode? Dangling { get; private set; }

    /// <summary>True if the schema allows no value.</summary>
    internal bool IsNothing { get; private init; }

    /// <summary>True if a reference is unresolved or merged parts disagree on a keyword, so the comparison is uncertain.</summary>
    internal bool IsUnclear { get; private set; }

    /// <summary>True if the chain of references is longer than the limit, so that the rest of the chain is not in the view.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>The names of the keywords, without duplicates.</summary>
    internal IEnumerable<string> Keywords => _parts
        .SelectMany(part => part.Members)
        .Where(member => member.Name != KeywordName.Ref && !IsLeftOut(member))
        .Select(member => member.Name)
        .Distinct(StringComparer.Ordinal);

    /// <summary>True if the schema allows every value.</summary>
    internal bool IsAnything => !IsNothing && !IsUnclear && Keywords.All(name => KeywordTable.Find(name) is null or { IsNote: true });

    /// <summary>True if the schema has an unmerged <c>allOf</c>, so the schemas in the <c>allOf</c> are compared one by one.</summary>
    internal bool HasSeveral => Member(KeywordName.AllOf) is not null;

    /// <summary>Creates the view of a schema. Null stands for a missing schema, which allows every value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="references">The references in the schema's document.</param>
    /// <param name="isWhole">True to also merge an <c>allOf</c> in which at most one schema restricts values.</param>
    internal static SchemaView Of(JsonNode? schema, RuleReferences references, bool isWhole)
    {
        var view = new SchemaView(isWhole, references.HasSiblings) { IsNothing = schema is JsonValue { Value: false } };
        view.IsUnclear = schema is not (null or JsonObject or JsonValue { Value: bool });
        var seen = new HashSet<JsonObject>();
        while (schema is JsonObject part && seen.Add(part))
        {
            if (seen.Count > MaxReferences)
            {
                (view.IsUnclear, view.IsCut) = (true, true);
                return view;
            }

            var isReference = part[KeywordName.Ref] is not null;
            if (!isReference || part.Count > 1)
            {
                view._parts.Add(part);
            }

            var only = isReference || !isWhole ? null : Only(part.Member(KeywordName.AllOf));
            if (!isReference && only is null)
            {
                return view;
            }

            if (!isReference)
            {
                var branches = (JsonArray)part[KeywordName.AllOf]!;
                view._parts.AddRange(branches.OfType<JsonObject>().Where(branch => !ReferenceEquals(branch, only)));
            }

            schema = isReference ? references.Follow(part) : only;
            view.Dangling = schema is null ? part[KeywordName.Ref] : null;
            view.IsUnclear |= schema is null;
        }

        return schema is JsonValue { Value: false }
            ? new SchemaView(isWhole, references.HasSiblings) { IsNothing = true, IsUnclear = view.IsUnclear }
            : view;
    }

    /// <summary>Returns the values of a keyword. There are several if more than one merged part has the keyword.</summary>
    internal IReadOnlyList<JsonNode> ValuesOf(string keyword) =>
    [
        .. _parts
            .Select(part => part.Member(keyword))
            .OfType<JsonMember>()
            .Where(member => !IsLeftOut(member))
            .Select(member => member.Value),
    ];

    /// <summary>
    /// Returns the members that <c>properties</c> describes in the merged parts, by name. If several parts describe a member, returns the
    /// first of its schemas.
    /// </summary>
    internal Dictionary<string, JsonMember> Members()
    {
        var members = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var member in MemberMaps().SelectMany(static map => map.Members))
        {
            IsUnclear |= !members.TryAdd(member.Name, member) && !JsonEquality.Comparer.Equals(members[member.Name].Value, member.Value);
        }

        return members;
    }

    /// <summary>Returns the schema of a member; null if <c>properties</c> does not describe the member in any merged part.</summary>
    internal JsonNode? SchemaOf(string member) =>
        MemberMaps().Select(map => map[member]).FirstOrDefault(static schema => schema is not null);

    private IEnumerable<JsonObject> MemberMaps() => ValuesOf(KeywordName.Properties).OfType<JsonObject>();

    /// <summary>Returns the names of the members that <c>required</c> lists in any merged part.</summary>
    internal HashSet<string> RequiredNames() => [.. ValuesOf(KeywordName.Required)
        .OfType<JsonArray>()
        .SelectMany(static names => names)
        .Select(static name => (string?)name)
        .OfType<string>()];

    /// <summary>Returns the value of a keyword; null if the schema does not have it.</summary>
    internal JsonNode? this[string keyword] => Member(keyword)?.Value;

    /// <summary>
    /// Returns the one schema in an <c>allOf</c> that restricts values, or the first schema if none does. Otherwise, returns null.
    /// </summary>
    private static JsonNode? Only(JsonMember? member) =>
        member is { Name: KeywordName.AllOf, Value: JsonArray { Count: > 0 } schemas }
            && schemas.Where(schema => !IsNote(schema)).Take(2).ToList() is { Count: < 2 } checks
            ? checks.FirstOrDefault() ?? schemas[0] : null;

    // The Of method does not merge an allOf next to a reference. Drafts before 2019-09 ignore keywords next to a reference, but the
    // generated code uses notes, such as "deprecated", in every draft.
    private bool IsLeftOut(JsonMember member) => (member.Parent as JsonObject)?[KeywordName.Ref] is null
        ? _isWhole && Only(member) is not null
        : !_hasSiblings && KeywordTable.Find(member.Name) is { IsNote: false };

    private static bool IsNote(JsonNode schema) =>
        schema is JsonObject part && part.Members.All(member => KeywordTable.Find(member.Name) is { IsNote: true });

    /// <summary>Returns a keyword with its value; null if the schema does not have it.</summary>
    internal JsonMember? Member(string keyword)
    {
        JsonMember? found = null;
        foreach (var part in _parts)
        {
            if (part.Member(keyword) is not { } member || IsLeftOut(member))
            {
                continue;
            }

            IsUnclear |= found is not null && IsConflict(keyword, found.Value, member.Value);
            found ??= member;
        }

        return found;
    }

    // Notes, such as titles, never conflict, because the one next to a reference takes precedence. Each part can add properties and
    // required members.
    private static bool IsConflict(string keyword, JsonNode found, JsonNode other) => (keyword, found, other) switch
    {
        (KeywordName.Required, JsonArray, JsonArray) or (KeywordName.Properties, JsonObject, JsonObject) => false,
        _ => KeywordTable.Find(keyword) is { IsNote: false } && !JsonEquality.Comparer.Equals(found, other),
    };
}
