using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Determines whether a value can match two branches. A <c>oneOf</c> rejects such a value.</summary>
/// <param name="side">The document that contains the branches.</param>
internal sealed class BranchOverlap(SchemaSide side)
{
    // The number of comparisons grows with the square of the number of branches.
    private const int MaxBranches = 1000;

    /// <summary>
    /// Returns true if types and constants prove that a value of this branch matches none of the other branches. Returns false if there are
    /// too many branches to compare.
    /// </summary>
    internal bool IsApart(JsonNode branch, JsonArray branches) => branches.Count <= MaxBranches
        && branches.Where(other => !ReferenceEquals(other, branch)).All(other => AreApart(side.View(branch), side.View(other)));

    private bool AreApart(SchemaView one, SchemaView other)
    {
        if (one.IsUnclear || other.IsUnclear)
        {
            return false;
        }

        if (one.IsNothing || other.IsNothing || (ValueComparisons.TypesOf(one) & ValueComparisons.TypesOf(other)) == 0)
        {
            return true;
        }

        return AreOthers(one, other) || Required(one).Concat(Required(other)).Any(name => one.SchemaOf(name) is { } value
            && other.SchemaOf(name) is { } another
            && AreOthers(side.View(value), side.View(another)));
    }

    private static bool AreOthers(SchemaView one, SchemaView other) =>
        ValueComparisons.ValuesOf(one) is { } values && ValueComparisons.ValuesOf(other) is { } others
        && !values.Intersect(others, JsonEquality.Comparer).Any();

    // Only objects have members, so a branch that also allows values of other types requires no member.
    private static IEnumerable<string> Required(SchemaView view) =>
        ValueComparisons.TypesOf(view) == RuleTypes.Object ? view.RequiredNames() : [];
}
