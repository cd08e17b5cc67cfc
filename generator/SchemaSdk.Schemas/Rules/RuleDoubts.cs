using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds what is not checked in schemas. A rule that a value does <em>not</em> fit a schema depends on it.</summary>
/// <param name="references">The targets of the document's references.</param>
internal sealed class RuleDoubts(RuleReferences references)
{
    private static readonly HashSet<string> UriFormats = new(StringComparer.Ordinal) { "uri", "uri-reference", "iri", "iri-reference" };

    private static readonly Keyword[] Unchecked = [.. KeywordTable.All.Where(keyword => keyword.Unchecked != RuleTypes.None)];

    private readonly HashSet<JsonObject> _watched = [];

    /// <summary>The targets of the document's references.</summary>
    public RuleReferences References => references;

    /// <summary>
    /// Finds the branches of <c>oneOf</c> that are only partly checked. A value that fits two branches is refused only if it certainly fits
    /// both, so their rules mark what is not checked.
    /// </summary>
    /// <param name="root">The document.</param>
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
    /// Returns true if everything in the schemas is checked. If not, generated code cannot require that a value does <em>not</em> fit them.
    /// </summary>
    /// <param name="schemas">A schema, or an array of them.</param>
    public bool IsWhole(JsonNode schemas) => (schemas as JsonArray ?? [schemas]).All(schema => references.Reach(schema)
        .All(inner => IsFollowed(inner) && !Own(inner, isBranch: inner == schema).Any()) && !references.IsGivenUp);

    /// <summary>Marks what is not checked in a schema, if that matters.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isBranch">True if it is one of several schemas of one value.</param>
    public IEnumerable<KeywordRule> Of(JsonObject schema, bool isBranch) =>
        !Matters(schema) ? [] : Own(schema, isBranch).Concat(Inner(schema)).Distinct();

    /// <summary>Marks a reference that is not followed, if that matters.</summary>
    /// <param name="schema">The schema with the reference.</param>
    public IEnumerable<KeywordRule> OfReference(JsonObject schema) => Matters(schema) ? [Unsure(RuleTypes.All)] : [];

    /// <summary>Returns true if unchecked keywords of the schema matter. If the search was given up, they matter in any schema.</summary>
    private bool Matters(JsonObject schema) => references.IsGivenUp || _watched.Contains(schema);

    private bool IsFollowed(JsonObject schema) =>
        schema[KeywordName.Ref] is not JsonValue { Value: string }
            || (references.Follow(schema) is { } target && !references.IsCircular(schema, target));

    /// <summary>Marks the unchecked keywords of the schema itself.</summary>
    private static IEnumerable<KeywordRule> Own(JsonObject schema, bool isBranch)
    {
        if (schema[KeywordName.Format] is { } format && OfFormat((format as JsonValue)?.Value as string ?? "") is { } doubt)
        {
            yield return doubt;
        }

        foreach (var keyword in Unchecked.Where(keyword => schema[keyword.Name] is not null))
        {
            yield return Unsure(keyword.Unchecked);
        }

        if ((schema[KeywordName.PatternProperties] as JsonObject ?? []).Members.Any(property => !RulePattern.IsMatchedInTime(property.Name))
            || (!isBranch && RuleMembers.RequiresUndescribed(schema)))
        {
            yield return Unsure(RuleTypes.Object);
        }

        if (schema[KeywordName.Pattern] is JsonValue { Value: string pattern } && !RulePattern.IsMatchedInTime(pattern))
        {
            yield return Unsure(RuleTypes.String);
        }

        if (RuleKeywords.ForgetsNull(schema))
        {
            yield return Unsure(RuleTypes.Null);
        }
    }

    /// <summary>Marks the keywords that are omitted because their schemas are only partly checked.</summary>
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
    /// Marks a format. Formats of JSON Schema concern strings; others may concern numbers, except those that any number fits.
    /// </summary>
    private static KeywordRule? OfFormat(string format) => format switch
    {
        "float" or "double" or "decimal" => null,
        _ when UriFormats.Contains(format) => new KeywordRule.UnsureUri(),
        _ => Unsure(format.Contains("int") || format.StartsWith("unix", StringComparison.Ordinal) ? RuleTypes.Number : RuleTypes.String),
    };

    private static KeywordRule Unsure(RuleTypes types) => new KeywordRule.Unsure(types);
}
