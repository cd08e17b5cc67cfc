using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Types;

/// <summary>Combines branches whose types are the same.</summary>
internal static class BranchFolds
{
    /// <summary>Combines the branches of a union.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="union">The schema that has them.</param>
    /// <param name="wireName">Name of the property; empty for the root.</param>
    /// <returns>The combined branches, in the order of the first of each.</returns>
    public static IReadOnlyList<FoldedBranch> Of(IReadOnlyList<SchemaNode> branches, SchemaNode union, string wireName)
    {
        var folded = new List<FoldedBranch>();
        foreach (var same in branches.GroupBy(branch => KeyOf(branch, union)))
        {
            folded.AddRange(
                same.Key.IsPlain ? [new FoldedBranch(ScalarShapes.Widest([.. same], wireName), [.. same])] : ByReference([.. same]));
        }

        return folded;
    }

    /// <summary>Keeps equal schemas of different names apart, because they are meant to be different.</summary>
    private static IEnumerable<FoldedBranch> ByReference(IReadOnlyList<SchemaNode> same)
    {
        var names = same.Where(branch => BranchKinds.Reference(branch).Length > 0)
            .GroupBy(BranchKinds.Reference, StringComparer.Ordinal)
            .Select(named => named.First())
            .ToList();
        return names.Count == 0
            ? [new FoldedBranch(same[0], same)]
            : names.Select(branch => new FoldedBranch(branch, [branch]));
    }

    private static (bool IsPlain, string Text, BranchMark Mark) KeyOf(SchemaNode branch, SchemaNode union)
    {
        var mark = BranchMarks.Of(branch, union);
        var plain = branch.Enum is null ? BranchKinds.Plain(branch) : BranchKinds.OfValues(branch);
        return plain.Length > 0 ? (true, plain, mark) : (false, CanonicalSchema.Of(branch.Json), Unnamed(mark));
    }

    /// <summary>Ignores constants, which may come from a reference's name only. The name then distinguishes the branches.</summary>
    private static BranchMark Unnamed(BranchMark mark) => mark with { Constants = default };
}
