using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Finds a choice whose branches only name types, such as <c>anyOf</c> of a string and null. If the other schema has no choice, this
/// choice is compared like a list in <c>type</c>, which means the same.
/// </summary>
internal static class TypeChoices
{
    /// <summary>Returns the choice of a schema; null if the schema has none, or if the choice is not compared as a list of types.</summary>
    /// <param name="pair">The schemas that are compared.</param>
    /// <param name="view">One of these schemas.</param>
    internal static JsonArray? Of(SchemaPair pair, SchemaView view)
    {
        var other = ReferenceEquals(view, pair.Old) ? pair.New : pair.Old;
        return view[KeywordName.Type] is null
            && BranchComparisons.OnlyChoiceOf(view) is { } keyword
            && KeywordTable.Unions.All(name => other[name] is null)
            && view[keyword] is JsonArray { Count: > 0 } branches
            && branches.All(branch => pair.ViewOf(view, branch) is { IsUnclear: false } named
                && named[KeywordName.Type] is not null
                && named.Keywords.All(static name => name == KeywordName.Type || KeywordTable.Find(name) is { IsNote: true }))
            && (keyword == KeywordName.AnyOf || pair.AreApart(view, keyword))
            ? branches : null;
    }

    /// <summary>Returns the types that a schema lists, in <c>type</c> or in a choice; all types if it lists none.</summary>
    internal static RuleTypes TypesOf(SchemaPair pair, SchemaView view) => Of(pair, view) is { } branches
        ? branches.Aggregate(RuleTypes.None, (types, branch) => types | ValueComparisons.TypesOf(pair.ViewOf(view, branch)))
        : ValueComparisons.TypesOf(view);
}
