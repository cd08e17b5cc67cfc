using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Finds which parts of schemas are not checked. Rules such as <c>not</c> depend on this: they refuse a value that matches their schema,
/// and a match is certain only if all parts of the schema are checked.
/// </summary>
internal sealed class RuleDoubts(RuleReferences references)
{
    private static readonly HashSet<string> UriFormats = new(StringComparer.Ordinal) { "uri", "uri-reference", "iri", "iri-reference" };

    /// <summary>The prefixes of formats for numbers, such as <c>int32</c>, <c>uint8</c> and <c>unixtime</c>.</summary>
    private static readonly string[] OfNumbers = ["int", "uint", "unix"];

    private static readonly Keyword[] Unchecked = [.. KeywordTable.All.Where(keyword => keyword.Unchecked != RuleTypes.None)];

    private readonly HashSet<JsonObject> _watched = [];

    /// <summary>Caches the results of <see cref="RulePattern.IsMatchedInTime"/>, because many rules may use the same pattern.</summary>
    private readonly Dictionary<string, bool> _patterns = new(StringComparer.Ordinal);

    /// <summary>Caches whether the own keywords of a schema are all checked, because many rules may depend on one schema.</summary>
    private readonly Dictionary<(JsonObject Schema, bool IsBranch), bool> _whole = [];

    public RuleReferences References => references;

    /// <summary>
    /// Finds the branches of <c>oneOf</c> that are only partly checked. Their rules must mark the unchecked parts, because a value that
    /// matches two branches is refused only if both matches are certain.
    /// </summary>
    public void Watch(JsonNode root)
    {
        foreach (var branch in SchemaWalk.Of(root as JsonObject ?? [])
            .SelectMany(schema => schema[KeywordName.OneOf] as JsonArray ?? [])
            .Where(branch => !IsWhole(branch)))
        {
            _watched.UnionWith(references.Reach(branch));
        }
    }

    /// <summary>
    /// Returns true if all keywords in a schema, or in an array of schemas, are checked. Only then may generated code require that a value
    /// does <em>not</em> match them.
    /// </summary>
    public bool IsWhole(JsonNode schemas) => (schemas as JsonArray ?? [schemas]).All(schema => references.Reach(schema)
        .All(inner => IsFollowed(inner) && IsOwnWhole(inner, isBranch: inner == schema)) && !references.IsGivenUp);

    /// <summary>Returns markers for the unchecked parts of a schema; none if no rule depends on them.</summary>
    public IEnumerable<KeywordRule> Of(JsonObject schema, bool isBranch) =>
        !Matters(schema) ? [] : Own(schema, isBranch).Concat(Inner(schema)).Distinct();

    /// <summary>Returns a marker for a reference that cannot be resolved; none if no rule depends on it.</summary>
    public IEnumerable<KeywordRule> OfReference(JsonObject schema) => Matters(schema) ? [Unsure(RuleTypes.All)] : [];

    /// <summary>
    /// Returns true if a rule depends on unchecked keywords of the schema, or if finding out would have taken too many steps.
    /// </summary>
    private bool Matters(JsonObject schema) => references.IsGivenUp || _watched.Contains(schema);

    private bool IsFollowed(JsonObject schema) =>
        schema[KeywordName.Ref] is not JsonValue { Value: string }
            || (references.Follow(schema) is { } target && !references.IsCircular(schema, target));

    private bool IsOwnWhole(JsonObject schema, bool isBranch)
    {
        if (!_whole.TryGetValue((schema, isBranch), out var isWhole))
        {
            _whole.Add((schema, isBranch), isWhole = !Own(schema, isBranch).Any());
        }

        return isWhole;
    }

    /// <summary>Returns markers for the unchecked keywords of the schema itself.</summary>
    private IEnumerable<KeywordRule> Own(JsonObject schema, bool isBranch)
    {
        if (schema[KeywordName.Format] is { } format && OfFormat((format as JsonValue)?.Value as string ?? "") is { } doubt)
        {
            yield return doubt;
        }

        foreach (var keyword in Unchecked.Where(keyword => schema[keyword.Name] is not null))
        {
            yield return Unsure(keyword.Unchecked);
        }

        if ((schema[KeywordName.PatternProperties] as JsonObject ?? []).Members.Any(property => !IsMatchedInTime(property.Name))
            || (!isBranch && RuleMembers.RequiresUndescribed(schema, references)))
        {
            yield return Unsure(RuleTypes.Object);
        }

        if (schema[KeywordName.Pattern] is JsonValue { Value: string pattern } && !IsMatchedInTime(pattern))
        {
            yield return Unsure(RuleTypes.String);
        }

        if (schema.LacksKeyword || RuleKeywords.IsLenient(schema))
        {
            yield return Unsure(RuleTypes.All);
        }

        if (RuleKeywords.ForgetsNull(schema))
        {
            yield return Unsure(RuleTypes.Null);
        }
    }

    private bool IsMatchedInTime(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var isInTime))
        {
            _patterns.Add(pattern, isInTime = RulePattern.IsMatchedInTime(pattern));
        }

        return isInTime;
    }

    /// <summary>Returns markers for keywords that get no rule, because their own schemas are only partly checked.</summary>
    private IEnumerable<KeywordRule> Inner(JsonObject schema)
    {
        if ((schema[KeywordName.Not] is { } not && !IsWhole(not)) || (schema[KeywordName.If] is { } condition && !IsWhole(condition)))
        {
            yield return Unsure(RuleTypes.All);
        }

        if (schema[KeywordName.Contains] is { } contains && schema[KeywordName.MaxContains] is not null && !IsWhole(contains))
        {
            yield return Unsure(RuleTypes.Array);
        }
    }

    /// <summary>
    /// Returns the marker for a format. Most formats restrict only strings, and some custom formats only numbers. Formats such as
    /// <c>float</c> restrict nothing, so the result is null.
    /// </summary>
    private static KeywordRule? OfFormat(string format) => format switch
    {
        "float" or "double" or "decimal" => null,
        _ when UriFormats.Contains(format) => new KeywordRule.UnsureUri(),
        _ when Array.Exists(OfNumbers, start => format.StartsWith(start, StringComparison.Ordinal)) => Unsure(RuleTypes.Number),
        _ => Unsure(RuleTypes.String),
    };

    private static KeywordRule Unsure(RuleTypes types) => new KeywordRule.Unsure(types);
}
