using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>A schema from which a type is built, with its pointer and the reference that led to it.</summary>
/// <param name="Json">The schema.</param>
/// <param name="Pointer">The JSON pointer to the schema.</param>
/// <param name="Root">The whole document, in which references are resolved.</param>
/// <param name="Referrer">The schema whose reference led here; null if no reference led here.</param>
internal sealed record SchemaNode(JsonObject Json, string Pointer, JsonObject Root, SchemaNode? Referrer = null)
{
    /// <summary>Remembers which unions have a nullable branch, because thousands of properties may refer to one large union.</summary>
    private static readonly ConditionalWeakTable<JsonObject, StrongBox<bool>> NullableUnions = new();

    /// <summary>Remembers the values of enums, because thousands of properties may refer to one large enum.</summary>
    private static readonly ConditionalWeakTable<JsonObject, EnumValues> Enums = new();

    /// <summary>The one type that the node stands for, if its schema has several types; null if it stands for all types.</summary>
    public RuleTypes? OnlyType { get; init; }

    /// <summary>The types that the schema lists, except null; none if it lists no types.</summary>
    public RuleTypes Type => (OnlyType ?? NamedTypes) & ~RuleTypes.Null;

    /// <summary>True if JSON null is valid.</summary>
    public bool IsNullable => IsNullableItself
        || (Json[KeywordName.Type] is null
            && (Json[KeywordName.AnyOf] ?? Json[KeywordName.OneOf]) is JsonArray
            && NullableUnions.GetValue(Json, _ => new(AllBranches.Any(branch => branch.IsNullableItself))).Value);

    /// <summary>The value of <c>format</c>; empty if the schema has none.</summary>
    public string Format => Text(KeywordName.Format) ?? "";

    /// <summary>The value of <c>pattern</c>; null if the schema has none, or if the node stands for one of several types.</summary>
    public string? Pattern => OnlyType is null ? Text(KeywordName.Pattern) : null;

    /// <summary>The pointer at which to report problems with this schema. If a reference led here, it is the reference's pointer.</summary>
    public string Place => Referrer?.Place ?? Pointer;

    /// <summary>True if the schema describes members by their names.</summary>
    public bool HasProperties => OnlyType is null or RuleTypes.Object && Json[KeywordName.Properties] is JsonObject { Count: > 0 };

    /// <summary>The properties in the order of the schema.</summary>
    public IEnumerable<(string Name, SchemaNode Node)> Properties => !HasProperties ? [] : ((JsonObject)Json[KeywordName.Properties]!)
        .Members
        .Where(property => property.Value is JsonObject)
        .Select(property => (property.Name, Inner((JsonObject)property.Value, KeywordName.Properties, property.Name)));

    public IEnumerable<string> Required => (Json[KeywordName.Required] as JsonArray)?
        .OfType<JsonValue>()
        .Select(name => name.Value)
        .OfType<string>()
        .Where(name => name.Length > 0) ?? [];

    /// <summary>The distinct names of the required members, in ordinal order.</summary>
    public IReadOnlyList<string> RequiredSet =>
        [.. Required.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>The text of the reference that led here; null if none did.</summary>
    public string? ReferenceText => ((Referrer?.Json[KeywordName.Ref] ?? Json[TypingView.Reference]) as JsonValue)?.Value as string;

    /// <summary>The schema of all items of an array; null if <c>items</c> is missing or has one schema per position.</summary>
    public SchemaNode? Item => Json[KeywordName.Items] is JsonObject json ? Inner(json, KeywordName.Items) : null;

    /// <summary>The schema of all members that are not properties; null if <c>additionalProperties</c> is not a schema.</summary>
    public SchemaNode? Additional =>
        Json[KeywordName.AdditionalProperties] is JsonObject json ? Inner(json, KeywordName.AdditionalProperties) : null;

    /// <summary>True if the schema has branches. Building the branches only to count them would be slow in a large union.</summary>
    public bool HasBranches =>
        (Json[KeywordName.AnyOf] as JsonArray ?? Json[KeywordName.OneOf] as JsonArray)?.Any(branch => branch is JsonObject) == true;

    /// <summary>The branches of <c>anyOf</c> or <c>oneOf</c>.</summary>
    public IReadOnlyList<SchemaNode> Branches =>
        Json[KeywordName.AnyOf] is JsonArray any ? At(KeywordName.AnyOf, any)
        : Json[KeywordName.OneOf] is JsonArray one ? At(KeywordName.OneOf, one)
        : [];

    /// <summary>The branches. A branch that is itself a union is followed by its own branches.</summary>
    public IEnumerable<SchemaNode> AllBranches
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<SchemaNode>(Branches.Reverse());
            while (open.Count > 0)
            {
                var branch = open.Pop();
                yield return branch;
                foreach (var inner in branch.HasBranches && seen.Add(branch.Pointer) ? branch.Branches.Reverse() : [])
                {
                    open.Push(inner);
                }
            }
        }
    }

    /// <summary>
    /// The distinct values of <c>enum</c>, except null and those that <c>type</c> forbids. Null if the schema has no <c>enum</c>, or if
    /// <c>type</c> forbids all its values. Empty if <see cref="ListsParts"/> is true.
    /// </summary>
    public IReadOnlyList<JsonValue>? Enum => Listed?.Values;

    /// <summary>True if an object or an array is among the values of <c>enum</c>, so no C# enum can represent them.</summary>
    public bool ListsParts => Listed is { HasParts: true };

    /// <summary>The C# name that the schema requests with <c>x-csharp-name</c>; null if it requests none or an invalid one.</summary>
    public string? GivenName => (WishedName as JsonValue)?.Value is string name && Identifiers.CanBeGiven(name) ? name : null;

    /// <summary>The value of <c>x-csharp-name</c>, valid or not; null if the keyword is missing.</summary>
    public JsonNode? WishedName => Referrer is null ? Json[OwnKeyword.CSharpName] : Referrer.WishedName;

    private bool IsNullableItself =>
        (NamedTypes & RuleTypes.Null) != 0
        || Json[TypingView.Null] is JsonValue { Value: true }
        || Listed is { HasNull: true }
        || Referrer is { IsNullableItself: true };

    private EnumValues? Listed => Json[KeywordName.Enum] is JsonArray values
        ? Enums.GetValue(Json, json => EnumValues.Of(values, RuleKeywords.Types(json)))
        : null;

    private RuleTypes NamedTypes => Json[KeywordName.Type] is null ? RuleTypes.None : RuleKeywords.Types(Json);

    /// <summary>Returns the value of a documentation keyword, preferably from the references that led here.</summary>
    public JsonNode? Word(string keyword) => Referrer?.Word(keyword) ?? Json[keyword];

    /// <summary>Returns the schema that a reference points to, or this schema if it is not a reference.</summary>
    public SchemaNode Follow()
    {
        var node = this;
        if (Json[KeywordName.Ref] is null)
        {
            return node;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while ((string?)node.Json[KeywordName.Ref] is { } reference && seen.Add(reference))
        {
            var pointer = reference.Substring(1);
            if (JsonPointer.Find(Root, pointer) is not JsonObject json)
            {
                break;
            }

            node = new SchemaNode(json, pointer, Root, node);
        }

        return node;
    }

    private string? Text(string keyword) => (Json[keyword] as JsonValue)?.Value as string;

    private List<SchemaNode> At(string keyword, JsonArray branches) => branches
        .OfType<JsonObject>()
        .Select((json, index) => Inner(json, keyword, index.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        .ToList();

    private SchemaNode Inner(JsonObject json, params string[] way) =>
        new SchemaNode(json, way.Aggregate(Pointer, JsonPointer.Append), Root).Follow();

    private sealed record EnumValues(IReadOnlyList<JsonValue>? Values, bool HasNull, bool HasParts)
    {
        public static EnumValues Of(JsonArray values, RuleTypes types)
        {
            var known = values.Where(value => value.Kind != JsonKind.Null).ToList();
            var allowed = known.FindAll(value => RuleKeywords.IsOf(types, value));   // the rules also ignore values that these types forbid
            var hasParts = allowed.Exists(value => value is not JsonValue);
            return new(
                allowed.Count == 0 && known.Count > 0 ? null
                    : hasParts ? []
                    : allowed
                        .Cast<JsonValue>()
                        .GroupBy(value => value.ToString(), StringComparer.Ordinal)
                        .Select(same => same.First())
                        .ToList(),
                known.Count < values.Count,
                hasParts);
        }
    }
}
